namespace Sandbox.Tui.App;

/// <summary>
/// A list that only grows at its end and never changes where it has been seen: each value of it keeps its own length. Appending to the
/// longest one is cheap however long it is, which an immutable array's copy is not while thousands of polls come in.
/// </summary>
internal sealed class AppendLog<T>
{
    private readonly Shared _shared;

    private AppendLog(Shared shared, int count) => (_shared, Count) = (shared, count);

    public static AppendLog<T> Empty => new(new Shared(), 0);

    public int Count { get; }

    public T this[int index] => index < Count ? _shared.Items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The log with one item more.</summary>
    public AppendLog<T> With(T item)
    {
        // Somebody else went on from here already: from now on the two have nothing in common.
        Shared shared = _shared.Used == Count ? _shared : _shared.CopyOf(Count);
        shared.Add(item);
        return new AppendLog<T>(shared, Count + 1);
    }

    private sealed class Shared
    {
        public T[] Items { get; private set; } = [];

        public int Used { get; private set; }

        public void Add(T item)
        {
            if (Used == Items.Length)
            {
                T[] larger = new T[Math.Max(16, Used * 2)];
                Array.Copy(Items, larger, Used);
                Items = larger;
            }
            Items[Used++] = item;
        }

        public Shared CopyOf(int count) => new() { Items = Items[..count], Used = count };
    }
}
