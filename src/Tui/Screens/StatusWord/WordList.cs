using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>The host and the workers as the views name them.</summary>
internal static class WordList
{
    /// <summary>What a worker, or the host, is called.</summary>
    public static string Name(RunModel run, int worker)
    {
        if (worker == StatusWordModel.Host)
            return run.Report is { } report ? $"host  pid {Numbers.Plain(report.Host.Pid)}" : "host";
        int pid = worker < run.Pids.Length ? run.Pids[worker] : 0;
        if (pid == 0 && run.Report is { } known && worker < known.Workers.Length)
            pid = known.Workers[worker].Pid ?? 0;
        return pid > 0 ? $"worker {worker}  pid {Numbers.Plain(pid)}" : $"worker {worker}";
    }
}
