using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sandbox.Core.Status;

namespace Sandbox.Slow.Tests.Screens;

/// <summary>The real program under a quarter of a million random keys, resizes and runs.</summary>
public class ScreenStormTests
{
    private const int Bursts = 500;
    private const int KeysInABurst = 500;

    // By then everything has been met once: what is seldom, such as a long recording, takes its room for good and no second time.
    private const int WarmBursts = 300;
    private const int MostGrowthMegabytes = 12;

    // As terminals send it that can tell it from the begin of another key: two bytes of 0x1b in a row would be one key with Alt.
    private const string Esc = "\e[27u";

    // Of so many keys one starts a run, writes a program, records or copies: each is the same a hundred times over, and costs more.
    private const int Seldom = 800;
    private static readonly string[] SeldomKeys = ["r", "r", "s", "x", "w", "y", "P", "R", "\e[23~", "\e[24~"];

    // Every other key that a terminal sends, but for those that leave: q, C-c, C-z.
    private static readonly string[] Keys =
    [
        .. "hjklpzZSfnNudgGvaiABCoO?+-=/ 0123456789bcemt".Select(letter => letter.ToString()),
        "\e[A", "\e[B", "\e[C", "\e[D", "\e[5~", "\e[6~", "\e[H", "\e[F", "\eOP", "\eOQ", "\e[15~", "\e[17~", "\e[19~", "\e[21~", "\e[Z",
        "\t", "\r", "\e", "\x7f", "\e[200~paste q\e[201~", "漢", "\e[<0;5;5M", "\e[1;5A", "\e[99;99;99z",
    ];

    [Fact]
    public async Task A_quarter_of_a_million_random_keys_and_resizes_break_nothing_and_leave_nothing()
    {
        using var pty = new Pty(link: new Link(Answers: true));
        string modes = pty.Modes, folder = TestFolders.Create();
        ChildProcess program = pty.Start(new SandboxProgram
        {
            Program = SandboxProgram.Location,
            Directory = folder,
            Variables = new Dictionary<string, string?>
            {
                // A storm may set up runs of any size; what the machine is let start is little.
                ["SANDBOX_CONFIG"] = Config(folder),
            },
        });
        await pty.WaitFor(written => written.Contains("--length 10000"), "the settings");
        var random = new Random(7);
        (double Megabytes, int Descriptors) warm = default;
        for (int burst = 0; burst < Bursts; burst++)
        {
            if (burst == WarmBursts)
                warm = await AtRest(pty, program);
            var keys = new StringBuilder();
            for (int i = 0; i < KeysInABurst; i++)
                keys.Append(random.Next(Seldom) == 0 ? SeldomKeys[random.Next(SeldomKeys.Length)] : Keys[random.Next(Keys.Length)]);
            await pty.TypeAndSee($"{keys}");
            pty.Resize(random.Next(1, 200), random.Next(1, 60));
        }
        (double megabytes, int descriptors) = await AtRest(pty, program);
        TestContext.Current.TestOutputHelper?.WriteLine($"{warm.Megabytes:0.0} MB, then {megabytes:0.0} MB; {warm.Descriptors} descriptors, then {descriptors}");
        Assert.InRange(megabytes, 0, warm.Megabytes + MostGrowthMegabytes);
        Assert.InRange(descriptors, 1, warm.Descriptors);
        // C-c leaves whatever is open, and whatever is being typed.
        pty.Type("\x03");
        Assert.Equal(0, new WaitStatus(await program.Status).Raw);
        Assert.Equal(modes, pty.Modes);
        await pty.WaitFor(written => Regex.Count(written, Regex.Escape("\e[?1049l")) == 1, "the main screen, once");
        await pty.AssertNothingLeft(program);
    }

    private static string Config(string folder)
    {
        string path = Path.Combine(folder, "storm.json");
        File.WriteAllText(path, """{ "run": { "length": 10000, "timeout": 1 }, "mouse": true, "caps": { "workers": 8, "arrayBytes": 1000000 } }""");
        return path;
    }

    /// <summary>What the program holds once no run is under way.</summary>
    private static async Task<(double Megabytes, int Descriptors)> AtRest(Pty pty, ChildProcess program)
    {
        pty.Resize(80, 24);
        // A text, a dialog over a dialog, the bare code: each takes an Esc of its own.
        for (int layer = 0; layer < 4; layer++)
            await pty.TypeAndSee(Esc);
        await pty.TypeAndSee("\e[23~");
        await Eventually.Assert(() => !ProcessEntry.All().Any(entry => entry.Parent == program.Pid && entry.Name == "sandbox-host"), "the end of the run", () => pty.Written[^4000..]);
        string status = await File.ReadAllTextAsync($"/proc/{program.Pid}/status");
        double megabytes = double.Parse(Regex.Match(status, @"VmRSS:\s+(\d+)").Groups[1].Value, CultureInfo.InvariantCulture) / 1024;
        // The runtime opens a library when it is first needed, and keeps it.
        return (megabytes, Directory.EnumerateFileSystemEntries($"/proc/{program.Pid}/fd")
            .Count(descriptor => new FileInfo(descriptor).LinkTarget is { } file && !file.EndsWith(".dll", StringComparison.Ordinal)));
    }
}
