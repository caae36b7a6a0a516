//! A store that fails for a while, and what its operator hears.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

mod common;

use chrono::{DateTime, NaiveDate, Utc};
use common::{KEY, message, sending};
use senim_feedback::api::{self, TrustedProxies};
use senim_feedback::desk::Desk;
use senim_feedback::store::{
    Change, Entry, Logged, Purge, Purged, Reply, Request, Store, Tally, Unfit,
};
use senim_feedback::{Secret, Trouble};

/// A store whose disk is full for a while.
struct Full(u8);

impl Store for Full {
    fn batch(&mut self, requests: &[Request], _: DateTime<Utc>) -> Result<Vec<Reply>, Trouble> {
        self.0 = self.0.saturating_sub(1);
        match self.0 {
            0 => Ok(requests.iter().map(|_| Reply::New).collect()),
            _ => Err(Trouble::Disk {
                path: "feedback.db".into(),
                message: "no space".into(),
            }),
        }
    }

    fn learn_zones(&mut self, _: &[(String, chrono_tz::Tz)]) -> Result<(), Trouble> {
        Ok(())
    }

    fn entries(&mut self) -> Result<Vec<Entry>, Trouble> {
        Ok(Vec::new())
    }

    fn decide(
        &mut self,
        _: &str,
        _: &[Change],
        _: DateTime<Utc>,
    ) -> Result<Result<(), Vec<(usize, Unfit)>>, Trouble> {
        Ok(Ok(()))
    }

    fn purge(&mut self, _: &str, _: Purge, _: DateTime<Utc>) -> Result<Purged, Trouble> {
        Ok(Purged::Messages(0))
    }

    fn redate(&mut self, _: &str, _: NaiveDate, _: DateTime<Utc>) -> Result<Vec<i64>, Trouble> {
        Ok(Vec::new())
    }

    fn note(&mut self, _: &str, _: &str, _: DateTime<Utc>) -> Result<(), Trouble> {
        Ok(())
    }

    fn log(&mut self, _: Option<i64>) -> Result<Vec<Logged>, Trouble> {
        Ok(Vec::new())
    }

    fn tallies(&mut self) -> Result<Vec<Tally>, Trouble> {
        Ok(Vec::new())
    }
}

#[tokio::test]
async fn trouble_is_told_once_until_it_is_over() {
    let told = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = std::sync::Arc::clone(&told);
    let tell = move |text: &str| heard.lock().unwrap().push(text.to_owned());
    let (desk, writer) = Desk::start(Full(4), Utc::now, tell).unwrap();
    let router = api::router(desk, Secret::of([1; 32]), TrustedProxies::default()).unwrap();
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let request = sending(KEY, message().to_string());
        let answer = tower::ServiceExt::oneshot(router.clone(), request)
            .await
            .unwrap();
        statuses.push(answer.status().as_u16());
    }
    drop(router);
    writer.wait();
    assert_eq!(statuses, [503, 503, 503, 201, 201]);
    let told = told.lock().unwrap();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("feedback.db: cannot be written"),
        "{told:?}"
    );
}
