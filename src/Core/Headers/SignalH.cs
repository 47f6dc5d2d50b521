namespace Sandbox.Core.Headers;

/// <summary>Constants of <c>&lt;signal.h&gt;</c>.</summary>
[CConstant("signal.h")]
internal static class SignalH
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGILL = 4;
    public const int SIGTRAP = 5;
    public const int SIGABRT = 6;
    public const int SIGBUS = 7;
    public const int SIGFPE = 8;
    public const int SIGKILL = 9;
    public const int SIGUSR1 = 10;
    public const int SIGSEGV = 11;
    public const int SIGPIPE = 13;
    public const int SIGALRM = 14;
    public const int SIGTERM = 15;
    public const int SIGCHLD = 17;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;
    public const int SIGTSTP = 20;
    public const int SIGTTIN = 21;
    public const int SIGTTOU = 22;
    public const int SIG_BLOCK = 0;
    public const int SIGXCPU = 24;
    public const int SIGXFSZ = 25;
    public const int SIGSYS = 31;
    public const int SIG_SETMASK = 2;

    public const int CLD_EXITED = 1;
    public const int CLD_KILLED = 2;
    public const int CLD_DUMPED = 3;
    public const int CLD_TRAPPED = 4;
    public const int CLD_STOPPED = 5;
    public const int CLD_CONTINUED = 6;
    public const int SI_USER = 0;
    public const int SI_QUEUE = -1;
    public const int SI_TIMER = -2;
    public const int SI_MESGQ = -3;
    public const int SI_ASYNCIO = -4;
    public const int SI_SIGIO = -5;
    public const int SI_TKILL = -6;
    public const int SI_KERNEL = 0x80;
    public const int SEGV_MAPERR = 1;
    public const int SEGV_ACCERR = 2;
    public const int BUS_ADRALN = 1;
    public const int BUS_ADRERR = 2;
    public const int FPE_INTDIV = 1;
    public const int ILL_ILLOPC = 1;
    public const int ILL_ILLOPN = 2;
    public const int TRAP_BRKPT = 1;
    public const int SA_NOCLDWAIT = 2;

    [NotInC("a call in the C library: the kernel's 32 and 33 are its own")]
    public const int SIGRTMIN = 34;

    [NotInC("a cast: (void (*)(int))1")]
    public const nint SIG_IGN = 1;

    [CConstant("signal.h", "_NSIG - 1")]
    public const int LastSignal = 64;
}
