using System.Net;
using System.Net.Sockets;

namespace Sandbox.Slow.Tests.Recording;

/// <summary>
/// Serves a folder's files to this machine. Who asks for <c>held</c> gets an answer when somebody has asked for <c>release</c>: so a page
/// says itself when it is complete.
/// </summary>
internal sealed class WebFolder : IDisposable
{
    private readonly string _folder;
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebFolder(string folder)
    {
        _folder = folder;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Serve();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext asked;
            try
            {
                asked = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed, which ends this.
                return;
            }
            _ = Answer(asked);
        }
    }

    private async Task Answer(HttpListenerContext asked)
    {
        string path = asked.Request.Url!.AbsolutePath.TrimStart('/'), file = Path.Combine(_folder, path);
        byte[] bytes = [];
        if (path == "release")
            _released.TrySetResult();
        else if (path == "held")
            await _released.Task;
        else if (File.Exists(file))
            bytes = await File.ReadAllBytesAsync(file);
        else
            asked.Response.StatusCode = (int)HttpStatusCode.NotFound;
        asked.Response.ContentType = Path.GetExtension(path) switch { ".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript", _ => "application/octet-stream" };
        asked.Response.Close(bytes, willBlock: false);
    }

    private static int FreePort()
    {
        using TcpListener any = new(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
