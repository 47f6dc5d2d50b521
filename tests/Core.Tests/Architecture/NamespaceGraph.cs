using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>One namespace uses another.</summary>
/// <param name="From">Who uses.</param>
/// <param name="To">Who is used.</param>
/// <param name="By">The type that does: one example of perhaps many.</param>
internal sealed record NamespaceUse(string From, string To, string By);

/// <summary>
/// Which namespace of an assembly uses which, as its metadata and its code show it: base types, members, attributes, locals, and what
/// method bodies mention. Constants leave no trace: the compiler puts their values in.
/// </summary>
internal sealed class NamespaceGraph
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly TypeCollector _collector;
    private readonly Dictionary<(string From, string To), NamespaceUse> _uses = [];

    private NamespaceGraph(PEReader file)
    {
        (_file, _metadata) = (file, file.GetMetadataReader());
        _collector = new TypeCollector(_metadata);
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
            Read(handle);
    }

    /// <summary>Every use of one namespace by another.</summary>
    public IReadOnlyCollection<NamespaceUse> Uses => _uses.Values;

    /// <summary>The graph of an assembly, of its own namespaces alone.</summary>
    public static NamespaceGraph Of(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        return new NamespaceGraph(file);
    }

    /// <summary>A shortest circle of namespaces, in order; empty where there is none.</summary>
    public ImmutableArray<NamespaceUse> Circle() =>
        [.. _uses.Values.Select(use => use.From).Distinct().Select(CircleThrough).Where(circle => circle.Count > 0).MinBy(circle => circle.Count) ?? []];

    private List<NamespaceUse> CircleThrough(string start)
    {
        Dictionary<string, NamespaceUse> cameBy = [];
        Queue<string> next = new([start]);
        while (next.TryDequeue(out string? at) && !cameBy.ContainsKey(start))
        {
            foreach (NamespaceUse use in _uses.Values.Where(use => use.From == at))
            {
                if (cameBy.TryAdd(use.To, use))
                    next.Enqueue(use.To);
            }
        }
        List<NamespaceUse> circle = [];
        for (string at = start; cameBy.ContainsKey(start) && (circle.Count == 0 || at != start); at = circle[0].From)
            circle.Insert(0, cameBy[at]);
        return circle;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        _collector.Found.Clear();
        _collector.Take(type.BaseType);
        Attributes(type.GetCustomAttributes());
        Constraints(type.GetGenericParameters());
        foreach (InterfaceImplementationHandle one in type.GetInterfaceImplementations())
            _collector.Take(_metadata.GetInterfaceImplementation(one).Interface);
        foreach (FieldDefinitionHandle one in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(one);
            field.DecodeSignature(_collector, null);
            Attributes(field.GetCustomAttributes());
        }
        foreach (PropertyDefinitionHandle one in type.GetProperties())
            Attributes(_metadata.GetPropertyDefinition(one).GetCustomAttributes());
        foreach (MethodDefinitionHandle one in type.GetMethods())
            Read(_metadata.GetMethodDefinition(one));
        string from = _collector.NamespaceOf(handle);
        foreach (string to in _collector.Found.Where(to => to != from && to.Length > 0 && from.Length > 0))
            _uses.TryAdd((from, to), new NamespaceUse(from, to, _metadata.GetString(type.Name)));
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(_collector, null);
        Attributes(method.GetCustomAttributes());
        Constraints(method.GetGenericParameters());
        foreach (ParameterHandle one in method.GetParameters())
            Attributes(_metadata.GetParameter(one).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            _collector.Take(region.CatchType);
        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
            ReadInstruction(ref code);
    }

    private void ReadInstruction(ref BlobReader code)
    {
        int first = code.ReadByte();
        switch (Operands[first == 0xfe ? 0xfe00 | code.ReadByte() : first])
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                code.ReadByte();
                break;
            case OperandType.InlineVar:
                code.ReadInt16();
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                code.ReadInt64();
                break;
            case OperandType.InlineSwitch:
                int cases = code.ReadInt32();
                code.Offset += 4 * cases;
                break;
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                _collector.Take(MetadataTokens.EntityHandle(code.ReadInt32()));
                break;
            default:
                code.ReadInt32();
                break;
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle one in attributes)
        {
            CustomAttribute attribute = _metadata.GetCustomAttribute(one);
            _collector.Take(attribute.Constructor);
            foreach (string name in attribute.DecodeValue(_collector).FixedArguments.Select(argument => argument.Value).OfType<string>())
                _collector.TakeName(name);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle one in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(one).GetConstraints())
                _collector.Take(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }
}
