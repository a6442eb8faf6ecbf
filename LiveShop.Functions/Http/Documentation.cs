namespace LiveShop.Functions.Http;

/// <summary>What a function takes as its body. It also answers 400, 413 and 415.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AcceptsAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <inheritdoc />
public sealed class AcceptsAttribute<T>() : AcceptsAttribute(typeof(T));

/// <summary>An answer that is no problem.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class AnswersAttribute(int status) : Attribute
{
    public int Status { get; } = status;

    public virtual Type? Type => null;
}

/// <inheritdoc />
public sealed class AnswersAttribute<T>(int status) : AnswersAttribute(status)
{
    public override Type Type => typeof(T);
}

/// <summary>Problems that a function answers beside those of every function (500, 503), of its access, of its body and of its rate limit.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses { get; } = statuses;
}

/// <summary>A query parameter.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public Type Type { get; init; } = typeof(string);
}

/// <summary>A request header that the function honours.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequestHeaderAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;
}
