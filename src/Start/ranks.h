// What the processes of a run of ranks tell each other: a reaper (ranks.c) the host of the run, on its own machine; on another machine the guard there,
// which passes it on through the agent to the relay (guard.c, relay.c). Kernel/Bindings/RankReport.cs has the same.

#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#define HOST_NAME_BYTES 256
#define SLOT_BYTES 512
#define STAMP_BYTES 128

// The variable that has the folder of a guard: a rank that finds it is not on the machine of its run's host.
#define GUARD_VARIABLE "SANDBOX_RANK_GUARD"
// The one that has the addresses of mpirun's machine there, with commas between them.
#define MPIRUN_VARIABLE "SANDBOX_RANK_MPIRUN"
// In that folder: the pipe to the guard.
#define GUARD_PIPE "reports"

enum report_kind
{
    RANK_BEGAN,
    RANK_ENDED,
    // Of another machine: what its slot of the board has come to.
    RANK_WORKS,
    // A guard is there, and has started the daemon; the daemon has ended; the agent has ended, and with it all that could be heard of that machine.
    HOST_JOINED,
    DAEMON_ENDED,
    HOST_LEFT,
    // The guard is still there: for the relay alone.
    HOST_BEATS,
};

// Shorter than PIPE_BUF, so that it is written whole or not at all.
struct rank_report
{
    int kind, rank, pid, reaper, front, group, status, ulfm;
    // Nanoseconds of CLOCK_MONOTONIC of the machine where it was made; now: when it was sent.
    long began, at, now;
    long result, reduced, has_reduced;
    struct rusage usage;
    // Of another machine: its name, which the relay knows, and the rank's slot of the board.
    char host[HOST_NAME_BYTES];
    unsigned char slot[SLOT_BYTES];
};

// Where in a board of its own a rank of another machine has what its reaper reports.
struct board_view
{
    long slot, slot_bytes, result, reduced, has_reduced, ulfm;
};

// Guard and relay tell each other so often, in milliseconds, that they are there, and give each other up when nothing came for so long: a link that was cut
// is seen on both sides, whatever the agent makes of it. TCP's own keepalive does not help where something was sent and never acknowledged.
#define BEAT_MS 500
#define SILENCE 3000000000L
#define BEAT '.'

// How long the other side has been silent, in nanoseconds, of the time in which this process would have heard it.
struct silence
{
    long looked, lasts;
};

// What the host tells its relays by closing a pipe, and a relay its guard by a byte: end the ranks.
#define END_RANKS 'K'

// What stands before a report that comes from another machine.
#define TOKEN_BYTES 32

long sandbox_now(void);
int sandbox_token(char *into);
int sandbox_is_silent(struct silence *silence, int heard);
void sandbox_write_all(int fd, const void *bytes, size_t length);
int sandbox_is_far(void);
void sandbox_note_daemon(pid_t pid);
// stat.c.
const char *sandbox_read_stat(int pid, char *text, size_t size);
pid_t sandbox_parent_of(int pid);
// cores.c.
int sandbox_work_in(const char *path, int flags);
int sandbox_stamp(int pid, char *into);
int sandbox_open_of(const char *stamp, int descriptor, int flags);
_Noreturn void sandbox_end_likewise(int status);
_Noreturn void sandbox_rank_complain(const char *what);
_Noreturn void sandbox_host_complain(const char *what);
