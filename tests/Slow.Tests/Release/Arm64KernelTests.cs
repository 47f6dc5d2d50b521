using System.Text.Json;
using Sandbox.Core.Catalogue;

namespace Sandbox.Slow.Tests.Release;

/// <summary>The release for arm64 with a kernel of arm64, and pages of 16 KiB: what it says there, against what the sandbox says on this machine, and what it makes of control groups of version 2.</summary>
[Collection(nameof(Arm64))]
public class Arm64KernelTests(Arm64Release release)
{
    /// <summary>What is arm64's, or comes of a machine without a disk.</summary>
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["divide-by-zero"] = "contained: exited 0, exited 0, exited 0, exited 0",
        ["cold-file"] = "exit 3: cold-file needs a file whose pages the kernel can drop",
    };

    [Fact]
    public async Task Each_fault_and_each_model_gives_what_it_gives_here_and_pages_are_counted_as_they_are()
    {
        (string Model, string Fault)[] runs =
        [
            .. FaultCatalogue.All.Where(fault => !fault.LosesHost).Select(fault => ("processes", fault.Id)),
            .. from model in (string[])["sequential", "threads", "shared", "vfork", "spawn"]
               from fault in (string[])["none", "segfault", "illegal-instruction", "kill", "exit-code"]
               select (model, fault),
        ];
        string[] commands =
        [
            .. runs.Select(run => $"sandbox {string.Join(' ', SaidOfRun.Command(run.Model, run.Fault))}"),
            "sandbox run --fault write-pages --length 160000 --no-history --json",
            "sandbox trace --json -- /bin/sh -c '(exit 3); kill -9 $$'",
            .. GroupsOfVersion2.Commands,
        ];
        if (await Arm64Machine.Run(Path.GetDirectoryName(release.Program)!, commands) is not { } answers)
            return;

        Assert.Equal(commands.Length, answers.Count);
        List<string> differ = [];
        foreach (((string model, string fault), (int code, string text)) in runs.Zip(answers))
        {
            string here = SaidOfRun.Of(await SandboxProgram.Run(SaidOfRun.Command(model, fault))), there = SaidOfRun.Of(code, text);
            if (there != here && !(Otherwise.TryGetValue(fault, out string? otherwise) && there.StartsWith(otherwise, StringComparison.Ordinal)))
                differ.Add($"{model} {fault}: here {here}, there {there}");
        }
        Assert.Empty(differ);
        Paged(answers[runs.Length]);
        Traced(answers[runs.Length + 1]);
        GroupsOfVersion2.Check([.. answers.Skip(runs.Length + 2)]);
    }

    /// <summary>640,000 bytes are 40 pages, and a slice of 160,000 bytes that begins in the middle of one touches 11.</summary>
    private static void Paged((int Code, string Text) answer)
    {
        using JsonDocument report = JsonDocument.Parse(answer.Text);
        Assert.Equal(16384, report.RootElement.GetProperty("machine").GetProperty("pageSize").GetInt32());
        JsonElement paging = report.RootElement.GetProperty("paging");
        Assert.Equal(
            (40, 40, 0, 11, 11, 40),
            (Of("arrayPages"), Of("parentFirstTouch"), Of("childReads"), Of("childWrites"), Of("pagesWritten"), Of("parentAgain")));
        JsonElement pages = report.RootElement.GetProperty("workers")[2].GetProperty("pages");
        Assert.Equal((40, 11), (pages.GetProperty("total").GetInt32(), pages.GetProperty("private").GetInt32()));

        int Of(string name) => paging.GetProperty(name).GetInt32();
    }

    private static void Traced((int Code, string Text) answer)
    {
        Assert.Equal(0, answer.Code);
        using JsonDocument trace = JsonDocument.Parse(answer.Text);
        Assert.Equal([9, 0x300], trace.RootElement.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("status").GetProperty("raw").GetInt32()));
    }
}
