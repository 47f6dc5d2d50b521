using System.Text.Json;

namespace Sandbox.Slow.Tests.Release;

/// <summary>The release for arm64 with kernels of arm64, and larger pages than this machine's: what it says there, against what the sandbox says here, and what it makes of control groups of version 2.</summary>
[Collection(nameof(Arm64))]
public class Arm64KernelTests(Arm64Release release)
{
    /// <summary>What is arm64's, or comes of a machine without a disk.</summary>
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["divide-by-zero"] = "contained: exited 0, exited 0, exited 0, exited 0",
        ["cold-file"] = "exit 3: cold-file needs a file whose pages the kernel can drop",
    };

    /// <summary>Every fault, and with pages of 64 KiB: the array has no more than one of them there.</summary>
    [Fact]
    public async Task With_pages_of_64_KiB_each_fault_and_each_model_gives_what_it_gives_here()
    {
        (string Model, string Fault)[] runs = [.. SaidOfRun.Faults.Select(fault => ("processes", fault)), .. SaidOfRun.Models];
        await Compare(64, runs, [], Pages(total: 10, touched: 4), _ => { });
    }

    /// <summary>Some, and the control groups.</summary>
    [Fact]
    public async Task With_pages_of_16_KiB_each_model_gives_what_it_gives_here_and_limits_of_groups_are_seen()
    {
        (string Model, string Fault)[] runs =
        [
            .. from fault in (string[])["none", "stack-overflow", "bus-error", "read-only", "cold-file", "exec"] select ("processes", fault),
            .. SaidOfRun.Models.Where(run => run.Fault is "none" or "segfault"),
            ("shared", "corrupt-array"),
        ];
        await Compare(16, runs, GroupsOfVersion2.Commands, Pages(total: 40, touched: 11), GroupsOfVersion2.Check);
    }
    private async Task Compare(
        int pages, (string Model, string Fault)[] runs, IReadOnlyList<string> others, Action<JsonElement> checkPages, Action<IReadOnlyList<(int Code, string Text)>> checkOthers)
    {
        string[] commands =
        [
            .. runs.Select(run => $"sandbox {string.Join(' ', SaidOfRun.Command(run.Model, run.Fault, "/opt/sandbox/worker"))}"),
            "sandbox run --fault write-pages --length 160000 --no-history --json",
            "sandbox trace --json -- /bin/sh -c '(exit 3); kill -9 $$'",
            .. others,
        ];
        if (await Arm64Machine.Run(pages, Path.GetDirectoryName(release.Program)!, commands) is not { } answers)
            return;

        Assert.Equal(commands.Length, answers.Count);
        List<string> differ = [];
        foreach (((string model, string fault), (int code, string text)) in runs.Zip(answers))
        {
            string here = await SaidOfRun.Here(model, fault), there = SaidOfRun.Of(code, text);
            if (there != here && !(Otherwise.TryGetValue(fault, out string? otherwise) && there.StartsWith(otherwise, StringComparison.Ordinal)))
                differ.Add($"{model} {fault}: here {here}, there {there}");
        }
        Assert.Empty(differ);
        using JsonDocument paged = JsonDocument.Parse(answers[runs.Length].Text);
        Assert.Equal(pages * 1024, paged.RootElement.GetProperty("machine").GetProperty("pageSize").GetInt32());
        checkPages(paged.RootElement);
        Traced(answers[runs.Length + 1]);
        checkOthers([.. answers.Skip(runs.Length + 2)]);
    }

    /// <summary>What 640,000 bytes cost, and writing to a slice of 160,000 bytes that begins in the middle of a page.</summary>
    private static Action<JsonElement> Pages(int total, int touched) => report =>
    {
        JsonElement paging = report.GetProperty("paging");
        Assert.Equal(
            (total, total, 0, touched, touched, total),
            (Of("arrayPages"), Of("parentFirstTouch"), Of("childReads"), Of("childWrites"), Of("pagesWritten"), Of("parentAgain")));
        JsonElement pages = report.GetProperty("workers")[2].GetProperty("pages");
        Assert.Equal((total, touched), (pages.GetProperty("total").GetInt32(), pages.GetProperty("private").GetInt32()));

        int Of(string name) => paging.GetProperty(name).GetInt32();
    };

    private static void Traced((int Code, string Text) answer)
    {
        Assert.Equal(0, answer.Code);
        using JsonDocument trace = JsonDocument.Parse(answer.Text);
        Assert.Equal([9, 0x300], trace.RootElement.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("status").GetProperty("raw").GetInt32()));
    }
}
