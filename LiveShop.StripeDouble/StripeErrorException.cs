namespace LiveShop.StripeDouble;

/// <summary>An answer of Stripe's API that refuses a request (https://docs.stripe.com/api/errors).</summary>
public sealed class StripeErrorException(string type, string? code, string message, string? parameter = null, int status = 400)
    : Exception(message)
{
    private const string InvalidRequest = "invalid_request_error";

    public string Type { get; } = type;

    public string? Code { get; } = code;

    public string? Parameter { get; } = parameter;

    public int Status { get; } = status;

    public static StripeErrorException Invalid(string parameter, string message, string? code = null) =>
        new(InvalidRequest, code, message, parameter);

    public static StripeErrorException Missing(string parameter) =>
        new(InvalidRequest, "parameter_missing", $"Missing required param: {parameter}.", parameter);

    public static StripeErrorException NotFound(string id) => new(InvalidRequest, "resource_missing", $"No such object: {id}", "id", 404);

    public static StripeErrorException OtherParameters() => new(
        "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.");

    public static StripeErrorException Unauthorized() => new(InvalidRequest, null, "Invalid API Key provided.", null, 401);
}
