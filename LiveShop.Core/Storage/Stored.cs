namespace LiveShop.Core.Storage;

/// <summary>A value as it was read, with the ETag for a conditional write.</summary>
public sealed record Stored<T>(T Value, string ETag);
