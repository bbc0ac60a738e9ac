//! Acceptance: each test is named after the promise of the notices that it proves, and goes the way a user goes.

mod access;
mod adoption_end;
mod consent;
mod court;
mod daily;
mod day;
pub mod disposal;
mod front_door;
mod governance;
mod keeping;
mod outside;
pub mod packages;
mod practice;
mod recipients;
mod records;
mod requests;
mod retention;
mod returns;
pub mod sharing;
mod teams;

use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};

use crate::{browser::Browser, markup::Form};

/// A child of Sefton whom a social worker holds.
pub async fn scene(engine: Engine, paper: Paper) -> Option<(Stage, Person, Filed, Browser)> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = paper.held_by(&priya).file(&stage).await;
    let browser = Browser::of(&stage, &priya).await;
    Some((stage, priya, child, browser))
}

pub fn mia() -> Paper {
    Paper::child("Mia", "Thornley", "2016-05-01")
}

pub async fn adding(browser: &mut Browser, child: &Filed, kind: &str) -> Form {
    let path = format!("{}/add/{kind}", child.page());
    browser.see(&path).await.form(&path)
}

pub async fn correcting(browser: &mut Browser, record: &str) -> Form {
    let path = format!("{record}/correct");
    browser.see(&path).await.form(&path)
}
