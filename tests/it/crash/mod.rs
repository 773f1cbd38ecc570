//! The process is killed, at any point: nothing is lost, nothing is done twice that must not be.

mod receiving;
mod sending;
