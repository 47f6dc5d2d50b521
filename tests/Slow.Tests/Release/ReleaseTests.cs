using System.Security.Cryptography;
using System.Text.Json;
using Sandbox.Slow.Tests.Systems;

namespace Sandbox.Slow.Tests.Release;

/// <summary>
/// What <c>./release</c> makes of a commit is installed, run and removed: the Debian package in a Debian without anything but its base
/// (where none can be made, for that takes root and the network, it is unpacked, and its program run with an empty environment), the
/// archive with an empty environment, the .NET tool by <c>dotnet tool</c>. A second release of the same commit, made in another folder, is the same byte for byte.
/// </summary>
public class ReleaseTests
{
    private const long MostBytes = 15 << 20;

    /// <summary>What a shell in the clean system does: a line for each thing that is claimed.</summary>
    private const string InstallRunRemove = """
        set -e
        mount -t proc proc /proc
        dpkg -i /sandbox.deb >/dev/null
        echo "version: $(sandbox --version)"
        echo "verdict: $(sandbox run --fault segfault --length 100000 --no-history | tail -n 1)"
        echo "doctor: $(sandbox doctor | tail -n 1)"
        sed -i 's/"workers": 4,/"workers": 3,/' /etc/sandbox/appsettings.json
        echo "settings: $(sandbox run --length 1000 --no-history | tail -n 1)"
        echo "manual: $(zcat /usr/share/man/man1/sandbox.1.gz | grep -c '^.SH ') sections"
        echo "completion: $(bash -nc '. /usr/share/bash-completion/completions/sandbox' && test -s /usr/share/zsh/vendor-completions/_sandbox && echo there)"
        dpkg --purge sandbox >/dev/null 2>&1
        for path in /usr/lib/sandbox /usr/bin/sandbox /etc/sandbox /usr/share/doc/sandbox; do [ ! -e $path ] || echo "left: $path"; done
        """;

    [Fact]
    public async Task The_packages_of_a_commit_can_be_installed_run_and_removed()
    {
        string source = TestFolders.Create(), output = TestFolders.Create(), system = Path.Combine(TestFolders.Create(), "system");
        Checkout checkout = Checkout.Whole("release", "LICENSE", "CHANGELOG.md", ".config");
        (await Releasing.Run(checkout.Folder, "git init -q && git add -A && git -c user.name=test -c user.email=test@localhost commit -qm test")).AssertExit(0);

        // Side by side: one waits for the processor, the other for the network.
        Task<Finished> releasing = ReleaseTwice(checkout.Folder, output);
        Task<Finished> making = Releasing.Run(source, "[ $(id -u) = 0 ] && exec unshare -m debootstrap --variant=minbase bookworm \"$0\" \"$1\"", system, Mirror.Debian);
        // Both in any case: what is still under way when a test fails would outlive it.
        await Task.WhenAll(releasing, making);
        Finished released = (await releasing).AssertExit(0);
        bool clean = await Mirror.Serves(Mirror.Debian, "bookworm");
        if (clean)
            (await making).AssertExit(0);

        string package = Assert.Single(Directory.GetFiles(output, "sandbox_*_amd64.deb"));
        Assert.Contains(package, released.Output);
        string unpacked = Path.Combine(source, "unpacked");
        (await Releasing.Run(source, "dpkg-deb -x \"$0\" unpacked && chmod -R a+rX unpacked", package)).AssertExit(0);
        Assert.InRange(new DirectoryInfo(unpacked).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null).Sum(file => file.Length), 1, MostBytes);
        string commit = (await Releasing.Run(checkout.Folder, "git rev-parse HEAD")).Output[..12];
        await AskLintian(package);
        if (clean)
            await TryInstalled(package, system, commit);
        else
            await TryUnpacked(Path.Combine(unpacked, "usr/bin/sandbox"), commit);

        string archive = Assert.Single(Directory.GetFiles(output, "sandbox-*-linux-x64.tar.gz"));
        (await Releasing.Run(source, "tar -xzf \"$0\"", archive)).AssertExit(0);
        await TryUnpacked(Path.Combine(source, Path.GetFileName(archive)[..^".tar.gz".Length], "sandbox"), commit);
        TryNotices(
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(output, "sandbox-*-linux-x64.cdx.json")), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Path.Combine(unpacked, "usr/share/doc/sandbox/THIRD-PARTY"), TestContext.Current.CancellationToken));
        await TryTool(Assert.Single(Directory.GetFiles(output, "sandbox-lab.linux-x64.*.nupkg")), commit);
    }

    /// <summary>Releases a commit from its checkout, and once more from a clone that lies elsewhere, without a HOME.</summary>
    private static async Task<Finished> ReleaseTwice(string checkout, string output)
    {
        string elsewhere = Path.Combine(TestFolders.Create(), "a folder of another name"), again = TestFolders.Create();
        Finished first = (await Releasing.Run(checkout, "exec ./release --output \"$0\"", output)).AssertExit(0);
        (await Releasing.Run(checkout, "git clone -q . \"$0\" && cd \"$0\" && exec env -u HOME ./release --output \"$1\"", elsewhere, again)).AssertExit(0);
        string[] names = [.. Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(5, names.Length);
        Assert.Equal(names, Directory.GetFiles(again).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(output, name)))),
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(again, name))))));
        return first;
    }

    private static async Task TryInstalled(string package, string system, string commit)
    {
        File.Copy(package, Path.Combine(system, "sandbox.deb"));
        Finished tried = (await Releasing.Run(
            system, "exec unshare -m -p --fork env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . sh -c \"$0\"", InstallRunRemove)).AssertExit(0);

        Assert.Matches($@"^version: sandbox \d+\.\d+\.\d+ \(commit {commit}\)\n", tried.Output);
        Assert.Contains("\nverdict: contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are right\n", tried.Output);
        Assert.Contains("\ndoctor: Runs take place here.\n", tried.Output);
        Assert.Contains("\nsettings: clean: all 3 sums are right, and nobody was hurt\n", tried.Output);
        Assert.Matches(@"\nmanual: 1\d sections\n", tried.Output);
        Assert.Contains("\ncompletion: there\n", tried.Output);
        Assert.DoesNotContain("left:", tried.Output);
    }

    /// <summary>Debian's own judge of packages finds no error but for the address, which the project has none of.</summary>
    private static async Task AskLintian(string package)
    {
        string file = Path.Combine(TestFolders.Create(), Path.GetFileName(package));
        File.Copy(package, file);
        Finished judged = await Releasing.Run(Path.GetDirectoryName(file)!, "exec lintian --allow-root --tag-display-limit 0 \"$0\"", file);
        // Each version of it warns of other things.
        Assert.DoesNotContain(judged.Output.Split('\n'), line => line.StartsWith("E: ", StringComparison.Ordinal) && !line.StartsWith("E: sandbox: bogus-mail-host", StringComparison.Ordinal));
        Assert.DoesNotContain("internal error", judged.Error + judged.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task TryUnpacked(string program, string commit)
    {
        string folder = TestFolders.Create();
        Assert.Contains($"(commit {commit})", (await Releasing.Run(folder, "exec env -i \"$0\" --version", program)).AssertExit(0).Output);
        Finished run = (await Releasing.Run(folder, "exec env -i \"$0\" run --fault segfault --length 100000 --no-history", program)).AssertExit(0);
        Assert.Contains("contained: worker 2 was killed by SIGSEGV (11)", run.Output);
    }

    /// <summary>The packages that are locked, but for those that only build, and the runtime, are in the bill and in the notices, each with a licence.</summary>
    private static void TryNotices(string bill, string notices)
    {
        using JsonDocument read = JsonDocument.Parse(bill), locks = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "eng/locks/linux-x64/Tui.json")));
        Dictionary<string, JsonElement> listed = read.RootElement.GetProperty("components").EnumerateArray().ToDictionary(one => one.GetProperty("purl").GetString()!);
        string[] builders = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks"];
        foreach (JsonProperty package in locks.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject())
        {
            if (package.Value.GetProperty("type").GetString() == "Project" || builders.Contains(package.Name))
                continue;
            string version = package.Value.GetProperty("resolved").GetString()!;
            Assert.NotEmpty(listed[$"pkg:nuget/{package.Name}@{version}"].GetProperty("licenses").EnumerateArray());
            Assert.Contains($"\n{package.Name} {version}\n  Licence:   ", notices);
        }
        Assert.Single(listed.Keys, one => one.StartsWith("pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@", StringComparison.Ordinal));
        Assert.Contains("\nMicrosoft.NETCore.App.Runtime.NativeAOT.linux-x64 ", notices);
        Assert.DoesNotContain(SourceTree.Root, bill + notices);
    }

    private static async Task TryTool(string package, string commit)
    {
        string folder = TestFolders.Create(), source = Path.GetDirectoryName(package)!;
        // It needs no other package, and so no other source.
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"<configuration><packageSources><clear/><add key=\"made\" value=\"{source}\"/></packageSources></configuration>");
        const string Tool = "HOME=$PWD exec \"$DOTNET_ROOT/dotnet\" tool ";
        (await Releasing.Run(folder, Tool + "install sandbox-lab --tool-path tools")).AssertExit(0);
        string program = Path.Combine(folder, "tools/sandbox");
        Assert.Contains($"(commit {commit})", (await Releasing.Run(folder, "exec \"$0\" --version", program)).AssertExit(0).Output);
        Finished run = (await Releasing.Run(folder, "exec \"$0\" run --fault segfault --length 100000 --no-history", program)).AssertExit(0);
        Assert.Contains("contained: worker 2 was killed by SIGSEGV (11)", run.Output);
        (await Releasing.Run(folder, Tool + "uninstall sandbox-lab --tool-path tools")).AssertExit(0);
        Assert.False(File.Exists(program));
    }
}
