//! Report → documents. JSON needs no code here: the model derives serde.

mod text;
