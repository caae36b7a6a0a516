//! The program of the rooms beside: the map, places of help, the data room.

fn main() {
    senim_portal::rooms();
}
