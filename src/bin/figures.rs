//! The program of figures: response times, surveys.

fn main() {
    senim_portal::figures();
}
