using Sandbox.Core.Memory;

namespace Sandbox.Core.Models;

/// <summary>Forked children with a shared array.</summary>
public sealed class SharedModel : ForkingModel
{
    /// <inheritdoc/>
    public override string Id => "shared";

    /// <inheritdoc/>
    public override string Array => "MAP_SHARED";

    /// <inheritdoc/>
    public override string Summary => "exit status isolated, memory not";

    internal override ArenaKind Arena => ArenaKind.Shared;
}
