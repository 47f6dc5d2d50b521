namespace Sandbox.Chaos;

/// <summary>The C programs that are run, traced and checked.</summary>
internal static class Programs
{
    /// <summary>A parent of several children: in a session of its own, one that leaves an orphan, threads, and a death.</summary>
    public const string Traced = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <signal.h>
        #include <stdlib.h>
        #include <sys/wait.h>
        #include <unistd.h>

        static void *rest(void *nothing)
        {
            usleep(120000);
            return nothing;
        }

        int main(void)
        {
            for (int i = 0; i < 4; i++)
            {
                if (fork() != 0)
                    continue;
                if (i == 0)
                    setsid();
                if (i == 1 && fork() == 0)
                    usleep(500000);
                pthread_t thread;
                if (i == 2 && pthread_create(&thread, NULL, rest, NULL) == 0)
                    pthread_join(thread, NULL);
                usleep(100000 + 60000 * i);
                if (i == 3)
                    kill(getpid(), SIGSEGV);
                _exit(i);
            }
            int died = 0;
            for (int status; wait(&status) > 0;)
                died += WIFSIGNALED(status);
            return died;
        }
        """;

    /// <summary>A parent that is checked: it says of each child how it ended.</summary>
    public const string Parent = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/wait.h>
        #include <unistd.h>

        int main(void)
        {
            for (int i = 0; i < 4; i++)
            {
                if (fork() == 0)
                {
                    usleep(50000);
                    _exit(0);
                }
            }
            int status, bad = 0;
            for (pid_t pid; (pid = wait(&status)) > 0;)
            {
                if (WIFSIGNALED(status))
                    printf("pid %d was killed by signal %d\n", (int)pid, WTERMSIG(status));
                bad |= status;
            }
            return bad != 0;
        }
        """;
}
