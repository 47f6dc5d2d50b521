/* The list of cases. */
static const struct {
    const char *name;
    body *what;
} cases[] = {
    {"fork-0", fork_0}, {"fork-3", fork_3}, {"exit-256", exit_256}, {"exit-minus-1", exit_minus_1}, {"vfork-exec", vfork_exec}, {"spawn", spawn},
    {"double-fork", double_fork}, {"three-generations", three_generations}, {"exec-chain", exec_chain}, {"exec-again", exec_again}, {"exec-fails", exec_fails},
    {"exec-between", children_before_and_after_exec}, {"shell", by_shell}, {"thread-forks", thread_forks}, {"threads-fork", threads_fork},
    {"thread-waits", thread_waits}, {"eight-threads", eight_threads}, {"exit-in-thread", exit_in_thread}, {"exec-in-thread", exec_in_thread},
    {"leader-exits", leader_exits}, {"clone-silent", clone_silent}, {"clone-parent", clone_parent}, {"clone-untraced", clone_untraced}, {"clone3", clone_3},
    {"clone3-untraced", clone3_untraced}, {"status-null", status_null}, {"status-null-any", status_null_any}, {"poll", poll_for_it}, {"waitid", by_id},
    {"waitid-any", by_id_any}, {"waitid-nowait", without_taking}, {"waitid-null", by_id_null}, {"waitid-any-null", by_id_any_null}, {"waitid-pidfd", by_descriptor},
    {"wait-group", in_group}, {"second-wait", second_wait}, {"sigchld-ignored", ignores}, {"no-child-wait", no_child_wait}, {"never", never},
    {"some-never", some_never}, {"interrupted-wait", interrupted_wait}, {"restarted-wait", restarted_wait}, {"segfault", segfault}, {"division", division},
    {"abort", aborts}, {"core", cores}, {"terminate", terminates}, {"kill", kills}, {"sigqueue", queues}, {"alarm", alarms}, {"pipe", pipes},
    {"pidfd-signal", by_pidfd}, {"kill-group", kills_group}, {"stop", stops}, {"stop-waitid", stops_by_id}, {"stop-threads", stops_threads},
    {"kill-stopped", kills_stopped}, {"pending-while-stopped", pending_while_stopped}, {"job-control", job_control}, {"orphan", orphan},
    {"subreaper", subreaper}, {"nested-subreaper", nested_subreaper}, {"session", sessions},
};

int main(int count, char **words)
{
    self = words[0];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (count > 1 && !strcmp(words[1], cases[i].name)) {
            cases[i].what();
            return 0;
        }
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        puts(cases[i].name);
    return 2;
}
