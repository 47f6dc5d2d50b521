using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>What a report says of a fault's signal, beside what strace sees of the same run.</summary>
public partial class SignalInfoTests
{
    public static TheoryData<string, string, string> Faults =>
    [
        .. from fault in new[]
            {
                ("segfault", "SEGV_MAPERR"), ("wild-pointer", "SEGV_MAPERR"), ("read-only", "SEGV_ACCERR"), ("read-only:text", "SEGV_ACCERR"), ("stack-overflow", "SEGV_MAPERR"),
                ("bus-error", "BUS_ADRERR"), ("divide-by-zero", "FPE_INTDIV"), ("illegal-instruction", "ILL_ILLOPN"), ("breakpoint", "SI_KERNEL"),
            }
           from model in new[] { "processes", "threads", "spawn" }
           // What lies below the stack of a thread is a page that may not be touched.
           select (model, fault.Item1, (model, fault.Item1) == ("threads", "stack-overflow") ? "SEGV_ACCERR" : fault.Item2),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_code_and_the_address_are_those_that_the_kernel_gave_each_time(string model, string fault, string code)
    {
        string log = Path.Combine(TestFolders.Create(), "trace");
        JsonElement report = (await new SandboxProgram { Program = "strace" }.RunWith(
            "-f", "-e", "trace=none", "-o", log, SandboxProgram.Location, "run", "--model", model, "--fault", fault, "--length", "1000", "--json")).AssertExit(0).Json;

        JsonElement worker = report.GetProperty("workers")[2], noted = worker.GetProperty("signalInfo");
        int tid = worker.GetProperty("tid").GetInt32();
        string[] seen = [.. File.ReadLines(log).Where(line => line.StartsWith($"{tid} ", StringComparison.Ordinal)).Select(Seen).Where(line => line.Length > 0)];

        Assert.Equal(code, noted.GetProperty("codeName").GetString());
        string name = noted.GetProperty("signalName").GetString()!;
        // A trap raises no second signal by itself: the worker sends it.
        Assert.Equal(fault == "breakpoint" ? [$"{name} {code} ", $"{name} SI_TKILL "] : Enumerable.Repeat($"{name} {code} {noted.GetProperty("address").GetString()}", 2), seen);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("abort")]
    [InlineData("signal:SIGSEGV")]
    [InlineData("exit-code:3")]
    public async Task Where_no_instruction_raised_a_signal_there_is_nothing_to_say(string fault)
    {
        JsonElement report = (await SandboxProgram.Run("run", "--fault", fault, "--length", "1000", "--json")).AssertExit(0).Json;
        Assert.All(report.GetProperty("workers").EnumerateArray(), worker => Assert.Equal(JsonValueKind.Null, worker.GetProperty("signalInfo").ValueKind));
    }

    [Theory]
    [InlineData("stack-overflow", "as=200m")]
    [InlineData("stack-overflow", "stack=64k")]
    [InlineData("segfault", "as=200m")]
    public async Task A_limit_on_memory_takes_nothing_of_it(string fault, string limit)
    {
        JsonElement report = (await SandboxProgram.Run("run", "--fault", fault, "--limit", limit, "--length", "1000", "--json")).AssertExit(0).Json;
        Assert.Equal("SEGV_MAPERR", report.GetProperty("workers")[2].GetProperty("signalInfo").GetProperty("codeName").GetString());
    }

    [Fact]
    public async Task It_is_told_in_words() => Assert.Contains(
        "signal  of worker 2: SIGSEGV (11) at address 0x0: nothing is mapped there (SEGV_MAPERR)\n",
        (await SandboxProgram.Run("run", "--fault", "segfault", "--length", "1000")).AssertExit(0).Output);

    /// <summary>A signal of strace's log: name, code and address.</summary>
    private static string Seen(string line)
    {
        Match match = Signal().Match(line);
        if (!match.Success)
            return "";
        string address = match.Groups["address"].Value;
        bool told = match.Groups["code"].Value is not ("SI_KERNEL" or "SI_TKILL");
        return $"{match.Groups["name"].Value} {match.Groups["code"].Value} {(!told ? "" : address == "NULL" ? "0x0" : address)}";
    }

    [GeneratedRegex(@"--- (?<name>SIG\w+) \{si_signo=\w+, si_code=(?<code>\w+)(, si_addr=(?<address>\w+))?")]
    private static partial Regex Signal();
}
