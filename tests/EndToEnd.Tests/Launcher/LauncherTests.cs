namespace Sandbox.EndToEnd.Tests.Launcher;

/// <summary><c>./sandbox</c>: when it builds, and that it then becomes the program.</summary>
public class LauncherTests
{
    private readonly Checkout _checkout = Checkout.WithCountingSdk();

    public static TheoryData<string, string> Edits() => new()
    {
        { "a changed source", "echo more >>src/Core/Some.cs" },
        { "an added source", "echo 'class Other;' >src/Core/Other.cs" },
        { "an added source that is old", "touch -d '2001-01-01' src/Core/Old.cs" },
        { "a deleted source", "rm src/Core/Some.cs" },
        { "a renamed source", "mv src/Core/Some.cs src/Core/Same.cs" },
        { "a changed setting", "echo >>appsettings.json" },
        { "an added task", "mkdir -p tasks/two && echo >tasks/two/task.json" },
        { "an added scenario", "mkdir scenarios/two && echo >scenarios/two/lesson.md" },
        { "an added Directory.Build.props", "echo >Directory.Build.props" },
        { "a program that was deleted", "rm artifacts/run/sandbox" },
        { "a host that was deleted", "rm artifacts/run/sandbox-host" },
    };

    [Fact]
    public async Task It_builds_once_and_then_only_runs()
    {
        Finished first = await _checkout.Program.RunWith("a");
        Finished second = await _checkout.Program.RunWith("a");

        Assert.Contains("building sandbox (the first start", first.Error);
        Assert.Equal(("", first.Output), (second.Error, second.Output));
        Assert.Single(_checkout.Builds);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_makes_it_build_again(string edit, string command)
    {
        Assert.NotEmpty(edit);
        await _checkout.Program.RunWith();
        (await new SandboxProgram { Program = "sh", Directory = _checkout.Folder }.RunWith("-c", command)).AssertExit(0);

        Assert.StartsWith("build 2 ", (await _checkout.Program.RunWith()).Output);
        Assert.StartsWith("build 2 ", (await _checkout.Program.RunWith()).Output);
    }

    [Fact]
    public async Task A_failed_build_shows_the_compilers_words_and_never_runs_what_was_built_before()
    {
        await _checkout.Program.RunWith();
        _checkout.Write("src/broken.cs", "{");

        for (int start = 0; start < 2; start++)
        {
            Finished failed = (await _checkout.Program.RunWith()).AssertExit(70);
            Assert.Contains("src/broken.cs(1,1): error CS1513", failed.Error);
            Assert.Equal("", failed.Output);
        }

        File.Delete(_checkout.At("src/broken.cs"));
        // All is as it was when the first build was made: that one is right again.
        Assert.StartsWith("build 1 ", (await _checkout.Program.RunWith()).Output);
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_build()
    {
        Finished[] starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _checkout.Program.RunWith()));
        Assert.All(starts, start => Assert.StartsWith("build 1 ", start.Output));
        Assert.Single(_checkout.Builds);
    }

    [Fact]
    public async Task Arguments_input_folder_and_exit_code_are_the_programs_own()
    {
        string folder = TestFolders.Create(), link = Path.Combine(folder, "link to it");
        File.CreateSymbolicLink(Path.Combine(folder, "first"), _checkout.Script);
        File.CreateSymbolicLink(link, "first");

        Finished finished = await (_checkout.Program with { Program = link, Directory = folder, Input = "typed" }).RunWith("two words", "", "*");

        Assert.Equal($"build 1 in {folder} with 3 arguments: two words  *\ntyped", finished.Output);
        finished.AssertExit(7);
    }

    [Fact]
    public async Task On_a_file_system_without_execution_it_says_so()
    {
        string[] alone = Environment.IsPrivilegedProcess ? ["-m"] : ["-r", "-m"];
        SandboxProgram unshare = _checkout.Program with { Program = "unshare", Directory = _checkout.Folder };
        Finished finished = await unshare.RunWith(
            [.. alone, "sh", "-c", "mkdir -p artifacts && mount -t tmpfs -o noexec small artifacts && exec bash \"$0\"", _checkout.Script]);
        Assert.Contains("artifacts/run/sandbox cannot be executed; is the checkout on a file system that is mounted noexec?", finished.AssertExit(3).Error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/nonexistent")]
    public async Task A_build_without_a_HOME_takes_one_among_the_artifacts(string? home)
    {
        Dictionary<string, string?> variables = new(_checkout.Program.Variables) { ["HOME"] = home };
        await (_checkout.Program with { Variables = variables }).RunWith();
        Assert.Equal([$"HOME={_checkout.At("artifacts/home")}"], _checkout.Builds);
    }

    [Fact]
    public async Task A_build_uses_the_HOME_that_there_is()
    {
        await _checkout.Program.RunWith();
        Assert.DoesNotContain("artifacts", Assert.Single(_checkout.Builds));
    }

    [Theory]
    [InlineData("ID=debian\nVERSION_ID=12", "packages.microsoft.com/config/debian/12/")]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=24.04", "sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0")]
    [InlineData("ID=fedora", "sudo dnf install -y dotnet-sdk-10.0")]
    [InlineData("ID=unheard-of", "dotnet-install.sh | bash -s -- --channel 10.0")]
    public async Task Without_an_SDK_it_says_how_to_install_one_here(string system, string advice)
    {
        _checkout.Write("os-release", system);
        Finished finished = await new SandboxProgram { Program = "bash", Directory = _checkout.Folder }
            .RunWith("-c", "source eng/dotnet.sh; os_release=os-release; places_of_dotnet() { :; }; find_dotnet");
        Assert.Contains(advice, finished.AssertExit(3).Error);
    }

    [Fact]
    public async Task Where_the_C_library_is_not_glibc_it_says_so_and_builds_nothing()
    {
        // bash takes it from the environment, and otherwise has what it was compiled for.
        Dictionary<string, string?> variables = new(_checkout.Program.Variables) { ["OSTYPE"] = "linux-musl" };
        Finished finished = await (_checkout.Program with { Variables = variables }).RunWith();
        Assert.Contains("it needs the GNU C library (glibc 2.34 or later), and this Linux has musl", finished.AssertExit(3).Error);
        Assert.Empty(_checkout.Builds);
    }

    [Theory]
    [InlineData("ID=debian\nVERSION_ID=12", "sudo apt-get update && sudo apt-get install -y gcc libc6-dev")]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", "sudo apt-get update && sudo apt-get install -y gcc libc6-dev")]
    [InlineData("ID=fedora", "sudo dnf install -y gcc glibc-devel")]
    [InlineData("ID=unheard-of", "install gcc or clang and the headers of the C library")]
    public async Task Without_a_C_linker_it_says_how_to_install_one_here(string system, string advice)
    {
        _checkout.Write("os-release", system);
        Finished finished = await Linker("can_link() { false; }; type() { false; }");
        Assert.Contains("no C linker is installed", finished.AssertExit(3).Error);
        Assert.Contains(advice, finished.Error);
    }

    [Fact]
    public async Task A_compiler_that_finds_no_C_library_is_no_linker()
    {
        _checkout.Write("os-release", "ID=debian");
        Directory.CreateDirectory(_checkout.At("bin"));
        Executables.Write(_checkout.At("bin/gcc"), "#!/bin/sh\nexit 1\n");
        Assert.Contains("no C linker", (await Linker("PATH=$PWD/bin:$PATH; type() { [ \"$2\" = gcc ] && command -v gcc; }")).AssertExit(3).Error);
        (await Linker("")).AssertExit(0);
    }

    private Task<Finished> Linker(string before) => new SandboxProgram { Program = "bash", Directory = _checkout.Folder }
        .RunWith("-c", $"source eng/linker.sh; os_release=os-release\n{before}\nget_linker");

    [Fact]
    public async Task A_read_only_checkout_that_is_built_runs_and_one_that_is_not_says_why()
    {
        UnprivilegedUser user = new();
        (await new SandboxProgram { Program = "chmod" }.RunWith("-R", "u=rwX,go=rX", _checkout.Folder)).AssertExit(0);
        SandboxProgram asOther = _checkout.Program with { Program = "bash", User = user };
        if (Environment.IsPrivilegedProcess)
            Assert.Contains("cannot be written", (await asOther.RunWith(_checkout.Script)).AssertExit(3).Error);
        await _checkout.Program.RunWith();
        Assert.StartsWith("build 1 ", (await asOther.RunWith(_checkout.Script)).AssertExit(7).Output);
    }
}
