namespace Sandbox.Core.Models;

/// <summary>Forked children with a private array.</summary>
public sealed class ProcessesModel : ForkingModel
{
    /// <inheritdoc/>
    public override string Id => "processes";

    /// <inheritdoc/>
    public override string Array => "private, copy-on-write";

    /// <inheritdoc/>
    public override string Summary => "isolation; corruption stays in the child";
}
