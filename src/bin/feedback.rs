//! The program of messages to the police.

fn main() {
    senim_portal::feedback();
}
