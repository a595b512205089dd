mod desk;
mod laws;
mod lives;
mod rules;
mod who;
