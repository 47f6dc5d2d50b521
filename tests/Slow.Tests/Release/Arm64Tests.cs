namespace Sandbox.Slow.Tests.Release;

/// <summary>
/// The release for arm64, run by qemu-user: every fault and every model gives what it gives on this machine. What differs is written down here, and is
/// either arm64's (it divides by zero without a complaint) or qemu's (it has no seccomp, no RLIMIT_AS, no lists of robust locks, and starts itself for /proc/self/exe).
/// </summary>
[Collection(nameof(Arm64))]
public class Arm64Tests(Arm64Release release)
{
    /// <summary>What a run of a fault may say on arm64 under qemu, beside what it says here.</summary>
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["divide-by-zero"] = "contained: exited 0, exited 0, exited 0, exited 0",
        ["exec"] = "contained: exited 0, exited 0, exited 65280, exited 0",
        ["out-of-memory"] = "contained: exited 0, exited 0, exited 0, exited 0",
        ["forbidden-syscall"] = "exit 3: the fault forbidden-syscall needs seccomp filters",
        ["lock-owner-dies"] = "exit 3: the fault lock-owner-dies:robust needs a kernel that keeps a list of robust locks",
    };

    /// <summary>The faults, by id.</summary>
    public static TheoryData<string> Faults => [.. SaidOfRun.Faults];

    /// <summary>The models that are tried, but for processes, with which each fault is.</summary>
    // What is sent to a program at its first instruction comes at qemu's here, which may have gone by.
    public static TheoryData<string, string> Models => [.. SaidOfRun.Models.Where(run => run is not ("program", "kill"))];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Each_fault_gives_what_it_gives_here(string fault) => Compare("processes", fault);

    [Theory]
    [MemberData(nameof(Models))]
    public Task Each_model_gives_what_it_gives_here(string model, string fault) => Compare(model, fault);

    [Fact]
    public async Task It_has_an_archive_a_package_of_Debian_a_tool_and_a_bill_of_materials()
    {
        string[] names = [.. Directory.GetFiles(release.Files).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(5, names.Length);
        Assert.Matches(
            @"^sandbox-[\d.]+-linux-arm64\.cdx\.json sandbox-[\d.]+-linux-arm64\.tar\.gz sandbox-lab\.[\d.]+\.nupkg sandbox-lab\.linux-arm64\.[\d.]+\.nupkg sandbox_[\d.]+_arm64\.deb$",
            string.Join(' ', names));
        Finished package = await Releasing.Run(release.Files, "dpkg-deb -f \"$0\" Architecture Depends", names[^1]);
        Assert.Matches(@"^Architecture: arm64\nDepends: libc6 \(>= 2\.\d+\)\n$", package.AssertExit(0).Output);
    }

    /// <summary>The Debian package and the tool, unpacked: the program in each runs, and has what it needs beside it.</summary>
    [Theory]
    [InlineData("dpkg-deb -x \"$0\"/sandbox_*_arm64.deb .", "usr/bin/sandbox")]
    [InlineData("python3 -m zipfile -e \"$0\"/sandbox-lab.linux-arm64.*.nupkg . && chmod 755 tools/any/linux-arm64/sandbox tools/any/linux-arm64/sandbox-host", "tools/any/linux-arm64/sandbox")]
    public async Task It_runs_from_each_package(string unpack, string program)
    {
        string folder = TestFolders.Create();
        (await Releasing.Run(folder, unpack, release.Files)).AssertExit(0);
        string unpacked = Path.Combine(folder, program);
        Assert.StartsWith("sandbox ", (await release.Emulation.Run(unpacked, "--version")).AssertExit(0).Output, StringComparison.Ordinal);
        if (!release.Emulation.Whole)
            return;
        Finished run = await release.Emulation.Run(unpacked, "run", "--fault", "segfault", "--length", "1000", "--no-history");
        Assert.EndsWith("\ncontained: worker 2 was killed by SIGSEGV (11); the other 3 sums are right\n", run.AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_starts_no_worker_says_what_it_says_here()
    {
        foreach (string[] words in (string[][])[["signals"], ["decode", "0x8b", "--json"], ["decode", "3", "0x137f"], ["models", "--json"]])
        {
            Finished there = await release.Emulation.Run(release.Program, words), here = await SandboxProgram.Run(words);
            Assert.Equal(here.AssertExit(0).Output, there.AssertExit(0).Output);
        }
    }

    private async Task Compare(string model, string fault)
    {
        // Without a namespace of one's own no emulated program starts another: then it is the program itself that must say that its host does not start.
        if (!release.Emulation.Whole)
        {
            Finished alone = await release.Emulation.Run(release.Program, "run", "--model", model, "--fault", fault, "--no-history");
            Assert.Contains("sandbox-host", alone.AssertExit(3).Error);
            return;
        }
        string here = await SaidOfRun.Here(model, fault), there = SaidOfRun.Of(await release.Emulation.Run(release.Program, SaidOfRun.Command(model, fault, release.Worker)));
        if (there != here)
            Assert.StartsWith(Otherwise.GetValueOrDefault(fault, here), there);
    }
}
