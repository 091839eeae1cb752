"""What Polshoogte is made of: licences, known vulnerabilities, bill of materials."""
