using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>Collects the namespaces of those types of an assembly that it is shown, by whatever token or signature.</summary>
/// <remarks>A decoded type is its full name: that is all that anybody asks of it.</remarks>
internal sealed class TypeCollector(MetadataReader metadata) : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    private readonly Dictionary<string, string> _namespaces = metadata.TypeDefinitions
        .Select(metadata.GetTypeDefinition)
        .Where(type => !type.IsNested)
        .GroupBy(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
        .ToDictionary(same => same.Key, same => metadata.GetString(same.First().Namespace));

    /// <summary>What was collected.</summary>
    public HashSet<string> Found { get; } = [];

    /// <summary>The namespace of a type: that of the one it is nested in, where it is.</summary>
    public string NamespaceOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        return type.IsNested ? NamespaceOf(type.GetDeclaringType()) : metadata.GetString(type.Namespace);
    }

    /// <summary>Takes a type by its name, such as one that an attribute mentions.</summary>
    public void TakeName(string name)
    {
        if (_namespaces.TryGetValue(name.Split(',')[0].Split('+')[0], out string? known))
            Found.Add(known);
    }

    /// <summary>Takes whatever a token stands for.</summary>
    public void Take(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                Found.Add(NamespaceOf((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                Take(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Take(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                generic.DecodeSignature(this, null);
                Take(generic.Method);
                break;
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Take(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method)
                    member.DecodeMethodSignature(this, null);
                else
                    member.DecodeFieldSignature(this, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(this, null);
                break;
        }
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Take(handle);
        return "";
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        Take(handle);
        return "";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeReference(handle).Name);

    public string GetTypeFromSerializedName(string name) => name;

    public string GetSystemType() => nameof(Type);

    public bool IsSystemType(string type) => type == nameof(Type);

    /// <summary>What an enumeration of another assembly in an attribute is stored as: all of those in use are integers.</summary>
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => "";

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetArrayType(string elementType, ArrayShape shape) => "";

    public string GetSZArrayType(string elementType) => elementType;

    public string GetByReferenceType(string elementType) => "";

    public string GetPinnedType(string elementType) => "";

    public string GetPointerType(string elementType) => "";
}
