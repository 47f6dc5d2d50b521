using System.Globalization;

namespace Sandbox.Chaos;

/// <summary>What a round does, all drawn from a seed and a number.</summary>
internal sealed record Round
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>What is going on.</summary>
    public required Scene Scene { get; init; }

    /// <summary>The command line.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Who is hit.</summary>
    public required Part Target { get; init; }

    /// <summary>Which of several, and after who was seen.</summary>
    public required int Lot { get; init; }

    /// <summary>Who has to be seen first.</summary>
    public required Part After { get; init; }

    /// <summary>How long after that, in milliseconds.</summary>
    public required int DelayMs { get; init; }

    /// <summary>With what.</summary>
    public required (int Signal, string Name) Kind { get; init; }

    /// <summary>How long it stays stopped, in milliseconds.</summary>
    public required int StoppedMs { get; init; }

    /// <summary>Whether a screen that lives on is left at once, or when its run is over.</summary>
    public required bool LeavesAtOnce { get; init; }

    /// <summary>Makes the round of a seed and a number, always the same.</summary>
    public static Round Of(int seed, int number)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        Scene scene = Scene.Any(random);
        Part target = random.Next(5) < 2 ? Part.Root : scene.Others.Count > 0 ? scene.Others[random.Next(scene.Others.Count)] : Part.Root;
        Part[] seen = [.. scene.Others.Where(part => part != Part.Remover), Part.Root];
        return new Round
        {
            Number = number,
            Scene = scene,
            Arguments = scene.Arguments(random),
            Target = target,
            Lot = random.Next(1000),
            After = seen[random.Next(seen.Length)],
            DelayMs = random.Next(3) == 0 ? random.Next(20) : random.Next(300),
            Kind = Shot.Kinds[random.Next(Shot.Kinds.Count)],
            StoppedMs = random.Next(400),
            LeavesAtOnce = random.Next(2) == 0,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round {Number}: {Scene.Id} (sandbox {string.Join(' ', Arguments)}): {Kind.Name} to the {Target} {DelayMs} ms after {After} was seen");
}
