/* usage: forks N: starts and waits for N children, one after the other. forks 0 CALLS: makes as many getppid(2) instead.
   forks 0 CALLS filter: under a seccomp filter of one instruction, which lets every call pass: what any filter costs here. */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words)
{
    long children = count > 1 ? atol(words[1]) : 0, calls = count > 2 ? atol(words[2]) : 0;
    for (long i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == 0)
            _exit(0);
        int status;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
            return 1;
    }
    if (count > 3) {
        struct sock_filter pass = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        struct sock_fprog filter = { 1, &pass };
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
            return 1;
    }
    for (long i = 0; i < calls; i++)
        syscall(SYS_getppid);
    return 0;
}
