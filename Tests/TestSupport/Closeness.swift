/// Whether `a` and `b` agree within `relative` of the larger one, or within `absolute`.
///
/// The tolerance belongs to the reference: 1e-9 relative where the reference prints enough digits and the method is a closed
/// form, 1e-6 where either side iterates.
public func agree(_ a: Double, _ b: Double, relative: Double = 1e-9, absolute: Double = 1e-12) -> Bool {
  if a == b { return true }
  return abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}
