//! What officers do with messages, apart from the store.
