using System.Reflection;
using System.Runtime.CompilerServices;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>What a type shows to its callers, as lines a person can compare with a list.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Of(Type type) =>
        Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Header(type));

    private static string Header(Type type) => type switch
    {
        { IsEnum: true } => $"enum {type.FullName}",
        _ => $"{Modifier(type)}class {type.FullName} : {type.BaseType!.Name}{Targets(type)}",
    };

    private static string Modifier(Type type) => type switch
    {
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static string Targets(Type type) =>
        type.IsSubclassOf(typeof(Attribute)) ? $" on {type.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn}" : "";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        var constructors = type.GetConstructors(Declared).Where(IsVisible).Select(Describe);
        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Describe);
        var others = type.GetMembers(Declared).Where(IsAnotherMember).Select(member => $"{member.MemberType} {member.Name}");
        return [.. constructors, .. properties, .. others];
    }

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true, IsConstructor: false };

    private static bool IsAnotherMember(MemberInfo member) => member switch
    {
        MethodInfo method => IsVisible(method) && !method.IsSpecialName,
        FieldInfo field => field.IsPublic || field.IsFamily,
        EventInfo or Type => true,
        _ => false,
    };

    private static string Describe(ConstructorInfo constructor) =>
        $"{constructor.DeclaringType!.Name}({string.Join(", ", constructor.GetParameters().Select(Describe))})";

    private static string Describe(ParameterInfo parameter)
    {
        var variable = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{variable}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}";
    }

    private static string Describe(PropertyInfo property)
    {
        var setter = !IsVisible(property.SetMethod) ? "" : IsInitOnly(property.SetMethod!) ? " init;" : " set;";
        return $"{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{ get;{setter} }}";
    }

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Name(Type type, NullabilityInfo nullability)
    {
        var name = type.IsArray ? Keyword(type.GetElementType()!) + "[]" : Keyword(type);
        return nullability.ReadState is NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Keyword(Type type) => type.Name switch
    {
        "String" => "string",
        "Boolean" => "bool",
        "Int32" => "int",
        "Object" => "object",
        var name => name,
    };
}
