using Microsoft.Win32.SafeHandles;

namespace Sandbox.Fuzz;

/// <summary>Tries some targets or all. The product is not touched before its counters have a place.</summary>
internal static class Campaign
{
    private static readonly StreamWriter Output = Stream(1);

    /// <summary>Standard error.</summary>
    public static StreamWriter Error { get; } = Stream(2);

    /// <summary>Tries, and tells of it.</summary>
    /// <returns>The exit code; <c>null</c> where there is no such target.</returns>
    public static int? Run(string? name, string? file, int inputs, int seed)
    {
        string[] names = name?.Split(',') ?? [.. Target.All.Select(target => target.Id)];
        Target[] targets = [.. names.Select(wanted => Target.All.FirstOrDefault(target => target.Id == wanted)).OfType<Target>()];
        if (targets.Length < names.Length)
        {
            Error.WriteLine($"fuzz: of {name} not all are targets; there are {string.Join(", ", Target.All.Select(target => target.Id))}");
            return null;
        }
        if (file is not null)
        {
            foreach (Target target in targets)
                target.Take(File.ReadAllBytes(file));
            return 0;
        }
        bool failed = false;
        foreach (Target target in targets)
        {
            Fuzzing fuzzing = new(target, seed, Output);
            fuzzing.Try(inputs);
            failed |= fuzzing.Failed;
        }
        return failed ? 1 : 0;
    }

    private static StreamWriter Stream(int descriptor) => new(new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write), new System.Text.UTF8Encoding(false));
}
