//! Between many requests and one writer: a queue with an end, a thread that takes all that has
//! come, writes it in one transaction, and only then answers. A sync of the disk serves everybody
//! who came while the one before was under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use chrono::{DateTime, Utc};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use crate::Trouble;
use crate::store::{Reply, Request, Store};

/// So many requests may wait.
const QUEUE: usize = 1_024;

/// So many are done in one transaction.
const BATCH: usize = 256;

/// Why a request was not answered. The sender may try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unavailable {
    /// Too many requests wait.
    #[error("too many messages are coming in")]
    Busy,
    /// The store cannot be read or written.
    #[error("messages cannot be kept at the moment")]
    Trouble,
}

/// Where requests are handed in. Copies share one writer, which ends with the last of them.
#[derive(Clone, Debug)]
pub struct Desk {
    queue: mpsc::Sender<Job>,
    counts: Arc<Counts>,
}

/// What the desk has done.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Messages kept.
    pub(crate) kept: AtomicU64,
    /// Messages that came again.
    pub(crate) again: AtomicU64,
    /// Transactions.
    pub(crate) batches: AtomicU64,
    /// Transactions that failed.
    pub(crate) failed: AtomicU64,
}

#[derive(Debug)]
struct Job {
    request: Request,
    answer: oneshot::Sender<Result<Reply, Unavailable>>,
}

/// The thread that writes; wait for it once every desk is gone.
#[derive(Debug)]
pub struct Writer(JoinHandle<()>);

impl Writer {
    /// Waits until all that was handed in is written and the store is closed.
    pub fn wait(self) {
        // A writer that panicked has nothing left to wait for.
        let _ = self.0.join();
    }
}

impl Desk {
    /// Starts the writer. `tell` hears of trouble with the store when it begins and when it ends.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        store: impl Store + 'static,
        clock: impl Fn() -> DateTime<Utc> + Send + 'static,
        tell: impl Fn(&str) + Send + 'static,
    ) -> std::io::Result<(Desk, Writer)> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let counts = Arc::new(Counts::default());
        let desk = Desk {
            queue,
            counts: Arc::clone(&counts),
        };
        let thread = std::thread::Builder::new().name("feedback".into());
        let thread = thread.spawn(move || write(jobs, store, &counts, &clock, &tell))?;
        Ok((desk, Writer(thread)))
    }

    /// Hands a request in, and waits for its answer: what was sent is then on disk.
    ///
    /// # Errors
    /// [`Unavailable`]; it may have been done all the same, which the same key tells.
    pub async fn ask(&self, request: Request) -> Result<Reply, Unavailable> {
        let (answer, answered) = oneshot::channel();
        let job = Job { request, answer };
        self.queue.try_send(job).map_err(|_| Unavailable::Busy)?;
        answered.await.unwrap_or(Err(Unavailable::Trouble))
    }

    /// So many requests wait.
    pub(crate) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }
}

fn write(
    mut jobs: mpsc::Receiver<Job>,
    mut store: impl Store,
    counts: &Counts,
    clock: &impl Fn() -> DateTime<Utc>,
    tell: &impl Fn(&str),
) {
    let mut trouble = None;
    let mut batch = Vec::new();
    while jobs.blocking_recv_many(&mut batch, BATCH) > 0 {
        let (requests, answers): (Vec<Request>, Vec<_>) =
            batch.drain(..).map(|job| (job.request, job.answer)).unzip();
        let replies = store.batch(&requests, clock());
        count(counts, &replies);
        tell_of_change(&mut trouble, &replies, tell);
        let mut replies = replies.ok().into_iter().flatten();
        for answer in answers {
            // Who hung up meanwhile finds the message kept when they come again.
            let _ = answer.send(replies.next().ok_or(Unavailable::Trouble));
        }
    }
}

fn count(counts: &Counts, replies: &Result<Vec<Reply>, Trouble>) {
    let add = |counter: &AtomicU64, many: usize| {
        counter.fetch_add(many as u64, Ordering::Relaxed);
    };
    add(&counts.batches, 1);
    add(&counts.failed, usize::from(replies.is_err()));
    let replies = replies.as_deref().unwrap_or_default();
    let of = |kind: &Reply| replies.iter().filter(|reply| *reply == kind).count();
    add(&counts.kept, of(&Reply::New));
    add(&counts.again, of(&Reply::Again));
}

/// One line when it begins or becomes another, and one when it is over: a full disk is not told
/// for each message. It is over when as much as a message was written; what is only read, or was
/// kept before, shows nothing.
fn tell_of_change(
    before: &mut Option<String>,
    replies: &Result<Vec<Reply>, Trouble>,
    tell: &impl Fn(&str),
) {
    let now = replies.as_ref().err().map(ToString::to_string);
    let written = |reply: &Reply| matches!(reply, Reply::New | Reply::Well);
    let is_shown = match replies {
        Ok(replies) => replies.iter().any(written),
        Err(_) => true,
    };
    if is_shown && *before != now {
        tell(now.as_deref().unwrap_or("messages are kept again"));
        *before = now;
    }
}
