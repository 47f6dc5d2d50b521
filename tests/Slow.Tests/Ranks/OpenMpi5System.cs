using Sandbox.Slow.Tests.Systems;

namespace Sandbox.Slow.Tests.Ranks;

/// <summary>A Debian 13 with its Open MPI 5, and what sends signals at random moments there.</summary>
internal static class OpenMpi5System
{
    private static readonly Lazy<Task<bool>> Ready = new(Prepare);

    /// <summary>Runs a command in it as a user without privileges; <c>null</c> where no such system can be made here: it takes root, and the registry of Debian.</summary>
    public static async Task<Finished?> Run(params string[] command) => await Ready.Value ? await OtherSystem.Debian13.Run(command) : null;

    /// <summary>Its folder; <c>null</c> where no such system can be made here.</summary>
    public static async Task<string?> Folder() => await Ready.Value ? await OtherSystem.Debian13.Folder : null;

    private static async Task<bool> Prepare()
    {
        if (await OtherSystem.Debian13.Folder is not { } folder)
            return false;
        File.Copy(SourceTree.At("tests", "Slow.Tests", "Ranks", "rounds.sh"), Path.Combine(folder, "opt/rounds.sh"));
        return true;
    }
}
