
namespace Sandbox.Slow.Tests.Recording;

/// <summary>asciinema's player for the web as npm brings it, in a page that Chromium opens without a window.</summary>
public sealed class WebPlayer : IAsyncLifetime
{
    private const string Package = "asciinema-player@3.18.0";

    // The page is loaded, and so Chromium's work begins, when the image is, which comes when the terminal has been drawn.
    private const string Page = """
        <!doctype html>
        <meta charset="utf-8">
        <link rel="stylesheet" href="package/dist/bundle/asciinema-player.css">
        <div id="player"></div>
        <img src="held" alt="">
        <script src="package/dist/bundle/asciinema-player.min.js"></script>
        <script>
        AsciinemaPlayer.create("recording.cast", document.getElementById("player"), { preload: true, poster: "npt:59:59", fit: "none" });
        const look = () => requestAnimationFrame(
            document.querySelector(".ap-term-text")?.textContent.trim() ? () => requestAnimationFrame(() => fetch("release")) : look);
        look();
        </script>
        """;

    private readonly string _folder = TestFolders.Create();

    /// <summary>The page has one recording: of tests side by side each waits for the one before.</summary>
    private readonly SemaphoreSlim _page = new(1);

    public async ValueTask InitializeAsync()
    {
        (await new SandboxProgram { Program = "npm", Directory = _folder }.RunWith("pack", "--silent", Package)).AssertExit(0);
        string packed = Assert.Single(Directory.GetFiles(_folder, "*.tgz"));
        (await new SandboxProgram { Program = "tar", Directory = _folder }.RunWith("-xzf", packed)).AssertExit(0);
        await File.WriteAllTextAsync(Path.Combine(_folder, "page.html"), Page);
    }

    public ValueTask DisposeAsync()
    {
        _page.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens a page with a recording, stopped at its end: its picture goes to a file, the document as it then is comes back.</summary>
    internal async Task<string> Show(string recording, string picture)
    {
        await _page.WaitAsync();
        try
        {
            return await ShowAlone(recording, picture);
        }
        finally
        {
            _page.Release();
        }
    }

    private async Task<string> ShowAlone(string recording, string picture)
    {
        File.Copy(recording, Path.Combine(_folder, "recording.cast"), overwrite: true);
        using WebFolder site = new(_folder);
        Finished shown = await new SandboxProgram { Program = "chromium" }.RunWith(
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            // Its sandbox refuses root, and there is nothing here to be kept from.
            "--no-sandbox",
            $"--user-data-dir={TestFolders.Create()}", "--window-size=1000,700", $"--screenshot={picture}", "--dump-dom", $"{site.Address}page.html");
        return shown.AssertExit(0).Output;
    }
}
