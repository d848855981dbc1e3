//! What does this menu do?
