using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Messages on their way from other threads to the loop.</summary>
internal sealed class Inbox(Action wake)
{
    private readonly ConcurrentQueue<Message> _messages = [];

    public void Post(Message message)
    {
        _messages.Enqueue(message);
        wake();
    }

    public bool TryTake([NotNullWhen(true)] out Message? message) => _messages.TryDequeue(out message);
}
