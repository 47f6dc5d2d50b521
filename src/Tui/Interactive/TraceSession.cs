using System.Collections.Immutable;
using System.Text;
using Sandbox.Core;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Carries the effects out that concern a traced program: starts it, ends it, tells the loop what happens and what it writes.</summary>
internal sealed class TraceSession(Func<ITracer> tracer, Inbox inbox) : IDisposable
{
    private const int MostOutput = 1 << 18;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(33), EndPatience = TimeSpan.FromSeconds(3);

    private readonly byte[] _bytes = new byte[1 << 16];
    private volatile ITrace? _trace;
    private volatile bool _stopAsked;
    private Task _following = Task.CompletedTask;

    public void Start(TraceSpec spec)
    {
        _stopAsked = false;
        _following = Task.Run(() => Follow(spec));
    }

    /// <summary>Ends all that it started, or is about to start.</summary>
    public void Stop()
    {
        _stopAsked = true;
        _trace?.Stop();
    }

    public void Signal(int number) => _trace?.Signal(number);

    /// <summary>Ends the program and waits until nothing of it is left, but not for ever: the kernel ends it with this process.</summary>
    public void Dispose()
    {
        Stop();
        _following.Wait(EndPatience);
    }

    private async Task Follow(TraceSpec spec)
    {
        string? bug = null;
        try
        {
            ITrace trace = tracer().Start(spec);
            _trace = trace;
            // Asked for while the program was being started: there was nothing to be ended then.
            if (_stopAsked)
                trace.Stop();
            await Tell(trace).ConfigureAwait(false);
            await trace.Completion.ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is ProgramRefusedException or MachineRefusedException or FileRefusedException)
        {
            _trace = null;
            inbox.Post(new Message.TraceRefused(refused.Message));
            return;
        }
        catch (Exception problem)
        {
            bug = problem is SandboxBugException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}";
        }
        _trace = null;
        inbox.Post(new Message.TraceEnded(bug));
    }

    private async Task Tell(ITrace trace)
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        for (bool more = true; more;)
        {
            // To be woken by each event would take the processor from the program.
            more = !trace.Completion.IsCompleted;
            if (more)
                await Task.WhenAny(trace.Completion, Task.Delay(Breath)).ConfigureAwait(false);
            ImmutableArray<TraceEvent>.Builder happened = ImmutableArray.CreateBuilder<TraceEvent>();
            while (trace.Events.TryRead(out TraceEvent? next))
                happened.Add(next);
            string written = Written(trace, decoder, more ? MostOutput : int.MaxValue);
            if (happened.Count > 0 || written.Length > 0)
                inbox.Post(new Message.TraceHappened(happened.ToImmutable(), written));
        }
    }

    private string Written(ITrace trace, Decoder decoder, int most)
    {
        StringBuilder text = new();
        char[] characters = new char[_bytes.Length + 1];
        int count;
        for (int all = 0; all < most && (count = trace.ReadOutput(_bytes)) > 0; all += count)
            text.Append(characters.AsSpan(0, decoder.GetChars(_bytes.AsSpan(0, count), characters, flush: false)));
        return text.ToString();
    }
}
