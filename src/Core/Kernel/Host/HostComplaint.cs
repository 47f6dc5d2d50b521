using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// How a host that cannot do its work says so: one line on its standard error, which is a memfd of the screen's, and an exit code.
/// The mark tells it from what a fault may print there.
/// </summary>
internal static class HostComplaint
{
    private const string Mark = "sandbox host: ";
    private const string WorkerMark = "sandbox worker: ";
    private const string LauncherMark = "sandbox mpirun: ";
    private const int RefusedCode = 3;
    private const int BugCode = 70;

    /// <summary>Ends the host with a complaint.</summary>
    public static void Leave(Exception problem) => Leave(Mark, problem);

    /// <summary>Ends a spawned worker that could not come to its work with a complaint: what its status says is no fault's.</summary>
    public static void LeaveAsWorker(Exception problem) => Leave(WorkerMark, problem);

    private static void Leave(string mark, Exception problem)
    {
        bool noRoom = MachineRefusedException.IsNoRoom(problem), refused = noRoom || problem is MachineRefusedException;
        Say(mark + (noRoom ? MachineRefusedException.NoRoom : refused ? problem.Message : problem.ToString()));
        Raw.Exit(refused ? RefusedCode : BugCode);
    }

    /// <summary>Passes on what mpirun said, line by line; a rank that could not begin has said so by way of mpirun.</summary>
    public static void SayOfLauncher(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
                Say(line.StartsWith(WorkerMark, StringComparison.Ordinal) ? line : LauncherMark + line);
        }
    }

    /// <summary>What mpirun said.</summary>
    /// <param name="text">All that stands on the host's standard error.</param>
    public static string SaidByLauncher(string text) => string.Join(
        '\n', text.Split('\n').Where(line => line.StartsWith(LauncherMark, StringComparison.Ordinal)).Select(line => line[LauncherMark.Length..]));

    /// <summary>Writes a line to standard error.</summary>
    public static unsafe void Say(string text)
    {
        byte[] line = System.Text.Encoding.UTF8.GetBytes(text + "\n");
        fixed (byte* first = line)
        {
            _ = Raw.Write(2, first, (nuint)line.Length);
        }
    }

    /// <summary>Throws where a program ended by itself and was never a host: another stands in its place, or it cannot be loaded.</summary>
    /// <param name="program">Where it is.</param>
    /// <param name="text">All that stands on its standard error.</param>
    /// <param name="status">Its wait status.</param>
    /// <exception cref="MachineRefusedException">It was none.</exception>
    public static void CheckStarted(string program, string text, WaitStatus status)
    {
        if (!status.Exited)
            return;
        string said = text.Split('\n', 2)[0].Trim();
        throw new MachineRefusedException(
            $"{program} {status} before it began the run: it is not the {HostProgram.Name} that belongs to this sandbox, or it cannot be loaded"
            + (said.Length > 0 ? $" (it said: {Quoted.Of(said)})" : "") + "; install both anew from one package");
    }

    /// <summary>Throws what a host complained of, if it did.</summary>
    /// <param name="text">All that stands on its standard error.</param>
    /// <param name="status">Its wait status.</param>
    /// <exception cref="MachineRefusedException">The kernel refused it something.</exception>
    /// <exception cref="SandboxBugException">It broke.</exception>
    public static void Check(string text, WaitStatus status)
    {
        if (text.Split('\n').FirstOrDefault(line => line.StartsWith(WorkerMark, StringComparison.Ordinal)) is { } worker)
            throw new MachineRefusedException($"a worker could not begin: {worker[WorkerMark.Length..].Trim()}") { BeforeStart = false };
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
            return;
        string message = text[Mark.Length..].Trim();
        switch (status.ExitCode)
        {
            case RefusedCode: throw new MachineRefusedException(message);
            case BugCode: throw new SandboxBugException(message);
        }
    }
}
