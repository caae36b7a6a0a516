//! Several things at once, handed out in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// How many things can be done at once.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does something with each item on so many threads, and hands out what came of it in the order of
/// the items.
pub(crate) fn in_order<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: &(impl Fn(&T) -> R + Sync),
    each: &mut dyn FnMut(usize, R),
) {
    let next = AtomicUsize::new(0);
    let (send, came) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            let (next, send) = (&next, send.clone());
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    if send.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (at, result) in came {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&wanted) {
                each(wanted, result);
                wanted += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_early_waits_for_its_turn() {
        let items: Vec<u64> = (0..200).collect();
        let mut came = Vec::new();
        in_order(
            processors(),
            &items,
            // The first take longest.
            &|item| {
                std::hint::black_box((0..(200 - item) * 1_000).sum::<u64>());
                *item
            },
            &mut |at, item| came.push((at as u64, item)),
        );
        assert!(came.iter().all(|(at, item)| at == item));
        assert_eq!(came.len(), items.len());
        in_order(2, &[] as &[u64], &|item| *item, &mut |_, _| unreachable!());
    }
}
