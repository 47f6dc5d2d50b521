namespace Sandbox.Bench;

/// <summary>What the screen costs, as ./sandbox runs it: on the line, of a processor, of memory, and of a person's patience.</summary>
internal sealed class ScreenNumbers
{
    private const int Workers = 30;
    private const int Keys = 400;
    private const int SlowLink = 1200;
    private const int Times = 3;
    private const string Cursor = "▸", Leave = "\e[?1049l";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3), Window = TimeSpan.FromSeconds(10);

    // By then the runtime has compiled again what runs in every frame.
    private static readonly TimeSpan Steadying = TimeSpan.FromSeconds(10);

    private readonly string _program;
    private readonly string _home;
    private readonly Lazy<(int Bytes, int Frames, double CpuPercent, double Megabytes)> _steady;
    private readonly Lazy<(int Bytes, int Frames, double CpuPercent)> _steadyHtop, _idle, _idleHtop;
    private readonly Lazy<List<double>> _keys;

    public ScreenNumbers(string program, string home)
    {
        (_program, _home) = (program, home);
        _steady = new(Steady);
        _keys = new(KeysToCells);
        _idle = new(() => Cost(program, "Nothing has run yet"));
        // Of its own accord htop draws every 1.5 s; ten times a second is the most that it can be told to.
        _steadyHtop = new(() => Cost("htop -d 1", "Load average"));
        _idleHtop = new(() => Cost("htop", "Load average"));
    }

    public IEnumerable<TableLine> Lines() =>
    [
        new Gauge("screen/steady-bytes", $"{Workers} live workers: a frame", "bytes", 90,
            () => One((double)_steady.Value.Bytes / _steady.Value.Frames), "htop -d 1", () => One(_steadyHtop.Value.Bytes / (10 * Window.TotalSeconds))),
        new Gauge("screen/steady-cpu", $"{Workers} live workers: of a processor at 30 frames a second", "%", 1.5,
            () => One(_steady.Value.CpuPercent), "htop -d 1", () => One(_steadyHtop.Value.CpuPercent)),
        new Gauge("screen/steady-memory", $"{Workers} live workers: resident memory", "MB", 45, () => One(_steady.Value.Megabytes)),
        new Gauge("screen/idle-bytes", $"idle, {Window.TotalSeconds:0} s", "bytes", 0, () => One(_idle.Value.Bytes), "htop", () => One(_idleHtop.Value.Bytes)),
        new Gauge("screen/idle-cpu", $"idle, {Window.TotalSeconds:0} s: of a processor", "%", 0.05, () => One(_idle.Value.CpuPercent), "htop", () => One(_idleHtop.Value.CpuPercent)),
        new Gauge("screen/key", $"{Workers} live workers: a key to its changed cell, 99th percentile of {Keys}", "ms", 20, () => Spread.OfPercentile(_keys.Value, 99)),
        new Gauge("screen/key-median", $"{Workers} live workers: a key to its changed cell, half of {Keys}", "ms", 20, () => Spread.Of(_keys.Value)),
        new Gauge("screen/slow", $"{Workers} live workers, link of {SlowLink:N0} bytes a second: q to the end and the last byte", "ms", 2000, SlowLeave),
    ];

    private (int, int, double, double) Steady()
    {
        using ScreenSession session = Running(null);
        session.Watch(Steadying);
        (int bytes, int frames, double percent) = session.CostOf(Window);
        return (bytes, frames, percent, session.ResidentMegabytes);
    }

    private (int, int, double) Cost(string program, string sign)
    {
        using var session = new ScreenSession(program, _home, null);
        session.WaitFor("first frame", written => written.Contains(sign));
        session.Watch(Settling);
        return session.CostOf(Window);
    }

    private List<double> KeysToCells()
    {
        using ScreenSession session = Running(null);
        session.Watch(Settling);
        // Through the form into the table, whose cursor is the only mark of its kind.
        session.Type(new string('j', 20));
        session.WaitFor("cursor in the table", written => written.Contains(Cursor));
        var random = new Random(3);
        List<double> times = [];
        for (int i = 0; i < Keys; i++)
        {
            session.Watch(TimeSpan.FromMilliseconds(random.Next(40, 110)));
            times.Add(session.KeyToCell(i / 3 % 2 == 0 ? "k" : "j", Cursor));
        }
        return times;
    }

    private Spread SlowLeave() => Spread.Of(Enumerable.Range(0, Times).Select(_ =>
    {
        using ScreenSession session = Running(SlowLink);
        session.Watch(Settling);
        return session.Leave(Leave);
    }));

    private ScreenSession Running(int? bytesPerSecond)
    {
        var session = new ScreenSession(
            _program, _home, bytesPerSecond, ("WORKERS", $"{Workers}"), ("PACE", "60"), ("TIMEOUT", "100"), ("LENGTH", "3000000"));
        int settled = session.WaitFor("settings", written => written.Contains("--pace 60"));
        session.Type("r");
        // Summing: of a word that takes the place of another only the cells that differ are written, and pending ends like it.
        session.WaitFor("run", written => written.Contains("summ"), settled);
        return session;
    }

    private static Spread One(double value) => new(value, value, value);
}
