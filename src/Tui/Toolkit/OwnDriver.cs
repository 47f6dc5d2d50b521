using System.Collections.Concurrent;
using System.Drawing;
using System.Runtime.CompilerServices;
using Mono.Unix.Native;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Toolkit;

/// <summary>
/// Makes the toolkit's application on parts of ours: it never reads from the terminal, writes to it, asks its size, or starts a thread or a process. Keys,
/// sizes and time are told to it; what it has drawn is taken out of its buffer.
/// </summary>
/// <remarks>
/// The one file that knows Terminal.Gui from within. It has no public way to be given a component factory: the constructor is called past its
/// access, and so the package is pinned to one version. <c>ToolkitVersionTests</c> say what to look at when it changes.
/// </remarks>
internal static class OwnDriver
{
    /// <summary>The version that this was written against.</summary>
    public const string Version = "2.5.0";

    private static readonly Lock FirstStart = new();
    private static bool _asked;

    /// <summary>Makes an application that is ready to begin a view.</summary>
    /// <param name="output">Takes what is drawn.</param>
    /// <param name="time">Says how late it is.</param>
    public static IApplication Start(OwnOutput output, ITimeProvider time)
    {
        AskForInputOnce();
        var app = (IApplication)NewApplication(new Factory(output), time);
        app.Init();
        // What keys mean is said by our table. Only the focus moves by the toolkit's own keys, and those are given anew.
        app.Keyboard.KeyBindings.Clear();
        return app;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object NewApplication(IComponentFactory factory, ITimeProvider time);

    /// <summary>
    /// The toolkit's clipboard looks for programs at start, by a shell, where input is a terminal. Whether it is one is asked once and remembered
    /// by the runtime for ever: it is asked here, while it is none.
    /// </summary>
    private static void AskForInputOnce()
    {
        lock (FirstStart)
        {
            if (_asked)
                return;
            _asked = true;
            int kept = Syscall.dup(0), nothing = Syscall.open("/dev/null", OpenFlags.O_RDONLY | OpenFlags.O_CLOEXEC);
            if (kept >= 0 && nothing >= 0)
            {
                _ = Syscall.dup2(nothing, 0);
#pragma warning disable RS0030 // It is asked so that the toolkit need not: nothing is read or set.
                _ = Console.IsInputRedirected;
#pragma warning restore RS0030
                _ = Syscall.dup2(kept, 0);
            }
            if (nothing >= 0)
                _ = Syscall.close(nothing);
            if (kept >= 0)
                _ = Syscall.close(kept);
        }
    }

    private sealed class Factory(OwnOutput output) : IComponentFactory<char>
    {
        public AppModel AppModel { get; set; }

        public string GetDriverName() => "sandbox";

        public IOutput CreateOutput() => output;

        public IInput<char> CreateInput() => new NoInput();

        public IInputProcessor CreateInputProcessor(ConcurrentQueue<char> inputQueue, ITimeProvider? timeProvider = null) => new AnsiInputProcessor(inputQueue, timeProvider);

        public ISizeMonitor CreateSizeMonitor(IOutput consoleOutput, IOutputBuffer outputBuffer) => new NoMonitor();
    }

    /// <summary>Keys are told to the application, not read.</summary>
    private sealed class NoInput : IInput<char>
    {
        public CancellationTokenSource? ExternalCancellationTokenSource { get; set; }

        public void Initialize(ConcurrentQueue<char> inputQueue)
        {
        }

        public void Run(CancellationToken runCancellationToken)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class NoMonitor : ISizeMonitor
    {
        public event EventHandler<SizeChangedEventArgs>? SizeChanged
        {
            add { }
            remove { }
        }

        public bool Poll() => false;
    }
}

/// <summary>Takes what the toolkit draws, and holds it until it is asked for. Its questions to the terminal go nowhere.</summary>
internal sealed class OwnOutput : IOutput
{
    private readonly ConcurrentQueue<SixelToRender> _none = [];
    private Cursor _cursor = new();
    private Size _size = new(80, 24);

    public bool Force16Colors { get; set; }

    public bool IsLegacyConsole { get; set; }

    public bool UseKittyGraphics { get; set; }

    public ConcurrentQueue<SixelToRender> GetSixels() => _none;

    public Size GetSize() => _size;

    public void SetSize(int width, int height) => _size = new Size(width, height);

    public void SetCursor(Cursor cursor) => _cursor = cursor;

    public Cursor GetCursor() => _cursor;

    public void Write(ReadOnlySpan<char> text)
    {
    }

    public void Write(IOutputBuffer buffer)
    {
    }

    public void Suspend()
    {
    }

    public string GetLastOutput() => "";

    public string ToAnsi(IOutputBuffer buffer) => "";

    public void Dispose()
    {
    }
}

/// <summary>The toolkit's clock: it goes as ours does, and no change of the wall clock moves it.</summary>
internal sealed class OwnTime(TimeProvider clock) : ITimeProvider
{
    private static readonly DateTime Start = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly long _startedAt = clock.GetTimestamp();

    public DateTime Now => Start + clock.GetElapsedTime(_startedAt);

    public Task Delay(TimeSpan duration, CancellationToken cancellationToken = default) => Task.Delay(duration, clock, cancellationToken);

    public global::Terminal.Gui.Time.ITimer CreateTimer(TimeSpan interval, Action callback) => throw new NotSupportedException("the screen has no timers of the toolkit's");
}
