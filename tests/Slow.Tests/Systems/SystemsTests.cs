using System.Collections.Concurrent;
using Sandbox.Slow.Tests.Release;

namespace Sandbox.Slow.Tests.Systems;

/// <summary>
/// Systems that are older, newer and of another kind than the one that the program was built on: each fault and each model gives there what it gives here, or the
/// program is refused in words. Where none can be made, the same is tried with what is here. Debian 12 has a test of its own, with its package (ReleaseTests).
/// </summary>
public class SystemsTests
{
    private const string Program = "/opt/sandbox/sandbox";

    private static readonly Dictionary<string, OtherSystem> Systems = new()
    {
        ["Debian 13"] = OtherSystem.Debian13,
        ["Ubuntu 22.04"] = OtherSystem.Ubuntu2204,
        ["Ubuntu 24.04"] = OtherSystem.Ubuntu2404,
        ["Ubuntu 26.04"] = OtherSystem.Ubuntu2604,
    };

    private static readonly (string Model, string Fault)[] Runs = [.. SaidOfRun.Faults.Select(fault => ("processes", fault)), .. SaidOfRun.Models];

    public static TheoryData<string> Names => [.. Systems.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_fault_and_each_model_gives_what_it_gives_here(string name)
    {
        ConcurrentBag<string> differ = [];
        string worker = await WorkerIn(name);
        await Parallel.ForEachAsync(Runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (run, _) =>
        {
            string here = await SaidOfRun.Here(run.Model, run.Fault);
            string there = SaidOfRun.Of(await Sandbox(name, SaidOfRun.Command(run.Model, run.Fault, worker)));
            if (here != there)
                differ.Add($"{run.Model} {run.Fault}: here {here}, there {there}");
        });
        Assert.Empty(differ);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_doctor_a_trace_and_a_recording_work_there(string name)
    {
        string[] named = name.Split(' ');
        if (await Systems[name].Folder is not null)
            Assert.Matches($"(?s)NAME=\"{named[0]}.*VERSION_ID=\"{named[1]}\"", (await In(name, "sort /etc/os-release")).Output);
        Assert.EndsWith("Runs take place here.\n", (await Sandbox(name, "doctor")).AssertExit(0).Output, StringComparison.Ordinal);
        Finished traced = (await Sandbox(name, "trace", "--json", "--", "/bin/sh", "-c", "true; (exit 3); kill -9 $$")).AssertExit(0);
        Assert.Equal(9, traced.Json.GetProperty("processes")[0].GetProperty("status").GetProperty("raw").GetInt32());
        // The whole screen, on a terminal of its own.
        string cast = (await In(name, "\"$0\" record copy-on-write -o x.cast >/dev/null && cat x.cast")).AssertExit(0).Output;
        Assert.Contains("contained", cast, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_C_library_is_named_by_the_loader()
    {
        if (await OtherSystem.Debian11.Run(Program, "--version") is not { } finished)
            return;
        Assert.Contains("version `GLIBC_2.34' not found (required by /opt/sandbox/sandbox)", finished.AssertExit(1).Error);
        // The README says which one it takes; nothing newer has crept in.
        Assert.DoesNotContain("GLIBC_2.35", finished.Error);
    }

    [Fact]
    public async Task Where_the_C_library_is_musl_it_does_not_start_and_the_shell_says_so()
    {
        string folder = TestFolders.Create();
        Executables.Copy(Path.GetDirectoryName(SandboxProgram.Location)!, Directory.CreateDirectory(Path.Combine(folder, "opt/sandbox")).FullName);
        const string Make = """
            cd "$1" && chmod 755 . && mkdir bin lib && cp /bin/busybox bin/ && ln -s busybox bin/sh && cp -L /lib/ld-musl-x86_64.so.1 lib/ &&
            exec unshare -U -r chroot . /bin/sh -c '/opt/sandbox/sandbox --version; echo $?; /lib/ld-musl-x86_64.so.1 /opt/sandbox/sandbox --version'
            """;
        Finished finished = await new SandboxProgram { Program = "sh", Variables = new Dictionary<string, string?> { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin" } }
            .RunWith(["-c", Make, "sh", folder]);

        Assert.Equal("127\n", finished.Output);
        Assert.StartsWith("/bin/sh: /opt/sandbox/sandbox: not found\n", finished.Error, StringComparison.Ordinal);
        Assert.Contains("Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /opt/sandbox/sandbox)\n", finished.Error);
    }

    /// <summary>A worker for the model <c>program</c> that needs no C library, where it is seen from there.</summary>
    private static async Task<string> WorkerIn(string name)
    {
        string worker = await Gcc.Program(SumProgram.Source, "-static");
        if (await Systems[name].Folder is not { } folder)
            return worker;
        File.Copy(worker, Path.Combine(folder, "opt/sandbox/worker"), overwrite: true);
        return "/opt/sandbox/worker";
    }

    private static Task<Finished> Sandbox(string name, params string[] words) => In(name, "\"$0\" \"$@\"", words);

    /// <summary>Runs a script there, with the program as its $0, or here where that system cannot be made.</summary>
    private static async Task<Finished> In(string name, string script, params string[] words) =>
        await Systems[name].Run(["sh", "-c", $"cd \"$TMPDIR\" && {script}", Program, .. words])
        ?? await new SandboxProgram { Program = "sh", Variables = new Dictionary<string, string?> { ["TMPDIR"] = TestFolders.Create() } }.RunWith(["-c", $"cd \"$TMPDIR\" && {script}", SandboxProgram.Location, .. words]);
}
