//! The program of figures: response times, surveys, the reform.

fn main() {
    senim_portal::figures();
}
