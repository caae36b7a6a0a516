//! The program that most visitors start: find an inspector.

fn main() {
    senim_portal::find();
}
