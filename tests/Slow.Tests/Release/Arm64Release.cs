namespace Sandbox.Slow.Tests.Release;

/// <summary>What is tried with one release for arm64.</summary>
[CollectionDefinition(nameof(Arm64))]
public class Arm64 : ICollectionFixture<Arm64Release>;

/// <summary>A release for arm64, made once from a copy of the source, its archive unpacked.</summary>
public sealed class Arm64Release : IAsyncLifetime
{
    /// <summary>Where the files of the release lie.</summary>
    internal string Files { get; } = TestFolders.Create();

    /// <summary>The program of the archive.</summary>
    internal string Program { get; private set; } = "";

    /// <summary>A worker for the model <c>program</c>, beside it.</summary>
    internal string Worker { get; private set; } = "";

    /// <summary>What runs it here.</summary>
    internal Emulation Emulation { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Checkout checkout = Checkout.Whole("release", "LICENSE", "CHANGELOG.md", ".config");
        (await Releasing.Run(checkout.Folder, "git init -q && git add -A && git -c user.name=test -c user.email=test@localhost commit -qm test")).AssertExit(0);
        (await Releasing.Run(checkout.Folder, "exec ./release --for linux-arm64 --output \"$0\"", Files)).AssertExit(0);
        string archive = Assert.Single(Directory.GetFiles(Files, "sandbox-*-linux-arm64.tar.gz")), folder = TestFolders.Create();
        (await Releasing.Run(folder, "tar -xzf \"$0\"", archive)).AssertExit(0);
        Program = Path.Combine(folder, Path.GetFileName(archive)[..^".tar.gz".Length], "sandbox");
        Worker = Path.Combine(Path.GetDirectoryName(Program)!, "worker");
        (await Releasing.Run(folder, "printf %s \"$1\" >worker.c && aarch64-linux-gnu-gcc -static -o \"$0\" worker.c", Worker, SumProgram.Source)).AssertExit(0);
        Emulation = await Emulation.Find();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
