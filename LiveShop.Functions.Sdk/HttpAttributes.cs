namespace Microsoft.Azure.Functions.Worker;

/// <summary>The key Azure's host asks a caller for.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A user's token.</summary>
    User,

    /// <summary>A function's key.</summary>
    Function,

    /// <summary>A system key.</summary>
    System,

    /// <summary>The app's master key.</summary>
    Admin,
}

/// <summary>Runs the function for HTTP requests; on the parameter that takes the request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>For every HTTP method, with a function's key.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>For these HTTP methods.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>For every HTTP method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>For these HTTP methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the prefix of host.json; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods; all when null.</summary>
    public string[]? Methods { get; }

    /// <summary>The key a caller must have.</summary>
    public AuthorizationLevel AuthLevel { get; }
}

/// <summary>Marks the property that is the HTTP response, in a result that holds other outputs too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : Attribute;
