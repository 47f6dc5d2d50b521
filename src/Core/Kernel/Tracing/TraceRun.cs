using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>
/// A trace under way: a thread of its own is the tracer, from the program's start to the end of all that it started. It waits for its own
/// children and tracees alone, so that runs of the same process are not disturbed.
/// </summary>
internal sealed class TraceRun : ITrace
{
    /// <summary>How long the tracer's thread may take to be woken before it is woken again.</summary>
    private const int WakeMs = 5;

    private readonly Channel<TraceEvent> _events = Channel.CreateUnbounded<TraceEvent>(new() { SingleWriter = true });
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Timer> _timers = [];
    private readonly TraceSpec _spec;
    private readonly int _wakeSignal;
    private volatile Tracer? _tracer;
    private volatile int _thread;
    private volatile int _pid;
    private volatile SafeFileHandle? _written;

    private TraceRun(TraceSpec spec)
    {
        _spec = spec;
        _wakeSignal = StartC.WakeSignal();
    }

    /// <inheritdoc/>
    public ChannelReader<TraceEvent> Events => _events.Reader;

    /// <inheritdoc/>
    public Task Completion => _completion.Task;

    /// <inheritdoc/>
    public int Pid => _pid;

    /// <summary>Starts the trace, and returns when the program runs.</summary>
    public static TraceRun Launch(TraceSpec spec)
    {
        TraceRun run = new(spec);
        new Thread(run.Work) { IsBackground = true, Name = "tracer" }.Start();
        run._started.Task.GetAwaiter().GetResult();
        return run;
    }

    /// <inheritdoc/>
    public int ReadOutput(Span<byte> into)
    {
        if (_written is not { } written)
            return 0;
        Span<PollFd> asked = [new PollFd { Fd = (int)written.DangerousGetHandle(), Events = FcntlH.POLLIN }];
        int count = LibC.Poll(asked, 0) > 0 ? LibC.Read(asked[0].Fd, into) : 0;
        // After the end nobody writes any more.
        if (count == 0 && Completion.IsCompleted)
        {
            _written = null;
            written.Dispose();
        }
        return Math.Max(count, 0);
    }

    /// <inheritdoc/>
    public void Signal(int signal) => Order(tracer => tracer.Signal(signal));

    /// <inheritdoc/>
    public void Stop() => Order(tracer => tracer.End(TraceStop.Asked));

    private void Work()
    {
        try
        {
            unsafe
            {
                _thread = (int)Raw.Syscall(SyscallH.SYS_gettid, 0, 0, 0, 0, 0, 0);
            }
            if (_spec.Attach is { } pid)
                FollowAttached(pid);
            else if (!FollowProgram(_spec.AllCalls))
                FollowProgram(everyCall: true);
            _tracer = null;
            _events.Writer.Complete();
            _completion.SetResult();
        }
        catch (Exception problem)
        {
            _tracer = null;
            _events.Writer.TryComplete();
            if (!_started.TrySetException(problem))
                _completion.TrySetException(problem);
        }
        finally
        {
            _timers.ForEach(timer => timer.Dispose());
        }
    }

    /// <summary>Starts the program and follows it to its end.</summary>
    /// <returns>Whether it was started; not where there can be no filter: without one every call has to stop.</returns>
    private bool FollowProgram(bool everyCall)
    {
        SockFilter[] filter = everyCall ? [] : CallFilter.Of(InjectionCounts.Calls(_spec));
        Tracer tracer = new(_spec, everyCall, Tell, Later);
        using ProgramStart start = ProgramStart.Make(_spec, filter);
        int error = tracer.Seize(start.Pid);
        if (error != 0)
        {
            // Never let through its gate, it would wait for ever.
            Raw.Kill(start.Pid, SignalH.SIGKILL);
            _ = LibC.WaitForAnyOfThread(0, out _, out _);
            throw TraceRefusal.OfChild(error);
        }
        SafeFileHandle? output = start.TakeWritten();
        start.Go();
        tracer.Follow(() =>
        {
            if (!tracer.HasStarted)
                return;
            _written = output;
            Begin(tracer);
        });
        if (tracer.HasStarted)
            return true;
        output?.Dispose();
        Exception why = start.WhyNot(out bool filterFailed);
        return filterFailed && !everyCall ? false : throw why;
    }

    private void FollowAttached(int pid)
    {
        Tracer tracer = new(_spec, everyCall: true, Tell, Later);
        int error = tracer.Attach(pid);
        if (error != 0)
            throw TraceRefusal.OfOther(pid, error);
        Begin(tracer);
        tracer.Follow(() => { });
    }

    /// <summary>The program runs: who waits for that goes on, and what is to be done at a moment is.</summary>
    private void Begin(Tracer tracer)
    {
        if (_started.Task.IsCompleted)
            return;
        _pid = tracer.First;
        _tracer = tracer;
        if (_spec.Timeout is { } seconds)
            After(seconds, one => one.End(TraceStop.Timeout));
        foreach (Injection.AtMoment moment in _spec.Injections.OfType<Injection.AtMoment>())
        {
            After(moment.Seconds, one => one.InjectAtMoment(moment));
            if (moment.Continued is { } more)
                After(moment.Seconds + more, one => one.ContinueAfterMoment(moment));
        }
        _started.SetResult();
    }

    private void Later(double seconds, Action what) => After(seconds, _ => what());

    private void After(double seconds, Action<Tracer> what) =>
        _timers.Add(new Timer(_ => Order(what), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan));

    private void Tell(TraceEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>Has the tracer's thread do something, and returns when it has, or when the trace is over.</summary>
    private void Order(Action<Tracer> what)
    {
        using ManualResetEventSlim done = new();
        if (_tracer is not { } tracer)
            return;
        tracer.Order(() =>
        {
            try
            {
                what(tracer);
            }
            finally
            {
                done.Set();
            }
        });
        // It may be about to wait for the next stop: a signal that comes before that wakes nobody.
        while (_tracer is not null && !done.IsSet)
        {
            unsafe
            {
                Raw.Syscall(SyscallH.SYS_tgkill, Environment.ProcessId, _thread, _wakeSignal, 0, 0, 0);
            }
            done.Wait(WakeMs);
        }
    }
}

/// <summary>Starts traces on this machine.</summary>
public sealed class Tracers : ITracer
{
    /// <inheritdoc/>
    public ITrace Start(TraceSpec spec) => TraceRun.Launch(spec);
}
