//! The program of figures: response times.

fn main() {
    senim_portal::figures();
}
