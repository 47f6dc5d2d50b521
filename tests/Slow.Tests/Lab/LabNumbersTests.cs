using System.Globalization;
using Sandbox.Slow.Tests.Runs;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>What thirty screens take of a machine, at rest and with a run under way: numbers for docs/teachers.md, in the output.</summary>
[Collection(nameof(ByThemselves))]
public class LabNumbersTests(ITestOutputHelper output)
{
    private const int People = 30, Seconds = 5;

    [Fact]
    public async Task Thirty_screens_run_at_once_and_all_leave()
    {
        Pty[] terminals = [.. Enumerable.Range(0, People).Select(_ => new Pty(link: new Link(Answers: true)))];
        string[] homes = [.. terminals.Select(_ => TestFolders.Create())];
        ChildProcess[] screens = [.. terminals.Select((terminal, number) => terminal.Start(new SandboxProgram
        {
            Variables = new Dictionary<string, string?> { ["HOME"] = homes[number], ["SANDBOX_PACE"] = "60", ["SANDBOX_TIMEOUT"] = "100", ["SANDBOX_LENGTH"] = "1000000" },
        }))];
        try
        {
            foreach (Pty terminal in terminals)
                await terminal.WaitFor(written => written.Contains("\e[?1049h", StringComparison.Ordinal), "the screen");
            await Tell("screens at rest", homes);

            foreach (Pty terminal in terminals)
                terminal.Type("1r");
            await Eventually.Assert(() => Processes(homes).Count >= People * 6, "all runs under way", () => string.Join('\n', Processes(homes)), TimeSpan.FromSeconds(60));
            await Tell("screens with a paced run of 4 workers", homes);

            foreach (Pty terminal in terminals)
                terminal.Type("q");
            foreach (ChildProcess screen in screens)
            {
                await Eventually.Assert(() => screen.Status.IsCompleted, "its end", () => $"{screen.Pid}", TimeSpan.FromSeconds(60));
                Assert.Equal(0, await screen.Status);
            }
            foreach ((Pty terminal, ChildProcess screen) in terminals.Zip(screens))
                await terminal.AssertNothingLeft(screen, TimeSpan.FromSeconds(10));
        }
        finally
        {
            foreach (ChildProcess screen in screens)
                screen.Send(LibC.SIGKILL);
            foreach (Pty terminal in terminals)
                terminal.Dispose();
        }
    }

    private async Task Tell(string what, string[] homes)
    {
        await Eventually.Moment(2000);
        long before = Processes(homes).Sum(entry => Ticks(entry.Pid));
        await Eventually.Moment(Seconds * 1000);
        IReadOnlyList<ProcessEntry> all = Processes(homes);
        long ticks = all.Sum(entry => Ticks(entry.Pid)) - before, kib = all.Sum(entry => Pss(entry.Pid));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{People} {what}: {kib / 1024.0:0} MiB (PSS), {kib / 1024.0 / People:0.0} each; {ticks * 10.0 / Seconds / People:0.0} ms of a processor a second each; {(double)all.Count / People:0.0} processes each"));
    }

    private static IReadOnlyList<ProcessEntry> Processes(string[] homes) => [.. ProcessEntry.All().Where(entry => homes.Any(home => entry.WasStartedWith($"HOME={home}")))];

    private static long Ticks(int pid)
    {
        string[] fields = Told($"/proc/{pid}/stat").Split(") ")[^1].Split(' ');
        return fields.Length > 13 ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture) : 0;
    }

    private static long Pss(int pid)
    {
        string? line = Told($"/proc/{pid}/smaps_rollup").Split('\n').FirstOrDefault(text => text.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>What a file of /proc holds; nothing where its process is gone.</summary>
    private static string Told(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
