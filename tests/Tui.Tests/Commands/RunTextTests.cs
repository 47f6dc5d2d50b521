using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Tests.Commands;

public class RunTextTests
{
    [Fact]
    public void A_table_of_threads_has_their_tids_and_a_row_for_the_host_whose_end_is_theirs()
    {
        RunSpec spec = Reports.Spec("--model threads --workers 2 --fault segfault");
        RunReport report = Reports.Of(spec, Verdict.Lost, Reports.Lost(spec, 0), Reports.Lost(spec, 1)) with { Host = new HostReport(100, WaitStatus.OfSignal(11)) };

        string[] lines = RunText.Table(report, Look.Plain).TrimEnd().Split('\n');

        Assert.StartsWith("worker tid state ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "0 101 lost - went down with the host - 1000 no sum", "1 102 lost - went down with the host - 1000 no sum",
                "host 100 signaled 0x000b killed by SIGSEGV (11)",
            ],
            lines[1..].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.DoesNotContain("host    pid", RunText.Of(report, Look.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_processes_has_their_pids_and_the_host_stands_below_it()
    {
        RunReport report = Reports.Of(Reports.Spec("--workers 2"), Verdict.Clean);

        Assert.StartsWith("worker pid state", RunText.Table(report, Look.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain("host", RunText.Table(report, Look.Plain), StringComparison.Ordinal);
        Assert.Contains("host    pid 100, exited 0", RunText.Of(report, Look.Plain), StringComparison.Ordinal);
    }
}
