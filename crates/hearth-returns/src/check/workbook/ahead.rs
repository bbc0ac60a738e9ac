//! Unpacking in a thread of its own, so that what is unpacked can be read at the same time.

use std::io::{self, ErrorKind, Read};
use std::mem;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::{Archive, ProvidersError, damaged};

const STRETCH: usize = 128 << 10;
/// How many stretches may wait for the reader.
const AHEAD: usize = 16;

/// Lets `take` read a part as it is unpacked. `room` is what it may come to at the most, and afterwards what is left of that. Where no
/// thread can be started, as in a browser, it is unpacked as it is read.
pub(super) fn unpacked<T>(
    archive: &Archive<'_>,
    at: usize,
    room: &mut u64,
    take: impl FnOnce(&mut dyn Read) -> T,
) -> Result<T, ProvidersError> {
    let (mut here, mut there) = (archive.clone(), archive.clone());
    let mut part = here.by_index(at).map_err(|why| damaged(&why))?;
    if part.size() <= STRETCH as u64 {
        return Ok(counted(&mut part, room, take));
    }
    thread::scope(|scope| {
        let (full, stretches) = sync_channel(AHEAD);
        let (read, spare) = channel();
        let unpack = move || match there.by_index(at) {
            Ok(mut part) => fill(&mut part, &full, &spare),
            Err(why) => drop(full.send(Err(why.into()))),
        };
        match thread::Builder::new().spawn_scoped(scope, unpack) {
            Ok(_) => Ok(counted(&mut Ahead { stretches, read, stretch: Vec::new(), at: 0 }, room, take)),
            Err(_) => Ok(counted(&mut part, room, take)),
        }
    })
}

/// Sends a part stretch by stretch until it ends or nobody reads on. Stretches that were read come back `spare`: memory that is touched
/// for the first time costs more than what is unpacked into it.
fn fill(part: &mut impl Read, full: &SyncSender<io::Result<Vec<u8>>>, spare: &Receiver<Vec<u8>>) {
    loop {
        let mut stretch = spare.try_recv().unwrap_or_else(|_| vec![0; STRETCH]);
        let mut end = 0;
        let read = loop {
            match part.read(&mut stretch[end..]) {
                Ok(0) => break Ok(()),
                Ok(more) => end += more,
                Err(why) if why.kind() == ErrorKind::Interrupted => {}
                Err(why) => break Err(why),
            }
        };
        stretch.truncate(end);
        let last = end < STRETCH;
        let sent = full.send(Ok(stretch)).is_ok() && read.map_or_else(|why| full.send(Err(why)).is_ok(), |()| true);
        if last || !sent {
            return;
        }
    }
}

/// What another thread has unpacked.
struct Ahead {
    stretches: Receiver<io::Result<Vec<u8>>>,
    /// Takes back what was read.
    read: Sender<Vec<u8>>,
    stretch: Vec<u8>,
    at: usize,
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.stretch.len() {
            // Nothing more comes when the sender is gone.
            let Ok(stretch) = self.stretches.recv() else { return Ok(0) };
            let read = mem::replace(&mut self.stretch, stretch?);
            self.at = 0;
            if !read.is_empty() {
                // Behind the last stretch nobody asks for another.
                let _ = self.read.send(read);
            }
        }
        let size = into.len().min(self.stretch.len() - self.at);
        into[..size].copy_from_slice(&self.stretch[self.at..self.at + size]);
        self.at += size;
        Ok(size)
    }
}

fn counted<T>(part: &mut dyn Read, room: &mut u64, take: impl FnOnce(&mut dyn Read) -> T) -> T {
    take(&mut Counted { part, room })
}

/// A part that may not come to more than there is room for.
struct Counted<'a> {
    part: &'a mut dyn Read,
    room: &'a mut u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let size = self.part.read(into)?;
        *self.room = self.room.checked_sub(size as u64).ok_or(ErrorKind::FileTooLarge)?;
        Ok(size)
    }
}
